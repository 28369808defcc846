/**
 * Runs browser-tests.ts in Chromium, in a page of another origin than the API.
 *
 * Arguments: the URL of the local run, and the URL of a mock. The variable CHROMIUM names the browser.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import puppeteer from 'puppeteer-core';

const [api = '', mock = ''] = process.argv.slice(2);

const PAGE = `<!doctype html><title>Sample client</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"openapi-fetch": "/openapi-fetch.js"}}</script>
<script type="module">import { tests } from '/browser-tests.js'; window.tests = tests;</script>`;

const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const file = path === '/openapi-fetch.js' ? import.meta.resolve('openapi-fetch') : `.${path}`;
    const body = path === '/' ? PAGE : await readFile(new URL(file, import.meta.url));
    response.setHeader('Content-Type', path === '/' ? 'text/html; charset=utf-8' : 'text/javascript').end(body);
}).listen(0, '127.0.0.1');

const browser = await puppeteer.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
after(async () => {
    await browser.close();
    server.close();
});

declare global {
    var tests: (typeof import('./browser-tests.js'))['tests'];
}
const page = await browser.newPage();
page.setDefaultTimeout(0);
page.on('pageerror', (error) => {
    throw error;
});
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?api=${encodeURIComponent(api)}`);
await page.waitForFunction(() => 'tests' in window);
for (const name of await page.evaluate(() => Object.keys(tests))) {
    test(name, () => page.evaluate((name) => tests[name]!(), name));
}

test('uses a mock from a page', async () => {
    const url = `${mock}/v1.0/orders/order_4d2e`;
    const { status, etag, body } = await page.evaluate(async (url) => {
        const response = await fetch(url, {
            method: 'PUT',
            headers: { Authorization: 'Bearer none', 'Content-Type': 'application/json', 'If-Match': '"2025-12-30T10:00:00Z"' },
            body: JSON.stringify({ status: 'paid' }),
        });
        return { status: response.status, etag: response.headers.get('ETag'), body: await response.json() };
    }, url);
    if (status !== 200 || !etag?.startsWith('"') || body.data.status !== 'paid') {
        throw new Error(`the mock responds ${status} ${etag} ${JSON.stringify(body)}`);
    }
});
