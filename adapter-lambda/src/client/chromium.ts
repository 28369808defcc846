/**
 * Runs browser-tests.ts in Chromium, in a page of another origin than the API.
 *
 * Arguments: the URL of the local run, and the URL of a mock. The variable CHROMIUM names the browser.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import puppeteer, { type Page } from 'puppeteer-core';

const [api = '', mock = ''] = process.argv.slice(2);

const PAGE = `<!doctype html><title>Sample client</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"openapi-fetch": "/openapi-fetch.js"}}</script>
<script type="module">import { tests } from '/browser-tests.js'; window.tests = tests;</script>`;

const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const file = path === '/openapi-fetch.js' ? import.meta.resolve('openapi-fetch') : `.${path}`;
    const body = path === '/' ? PAGE : await readFile(new URL(file, import.meta.url));
    response.setHeader('Content-Type', path === '/' ? 'text/html; charset=utf-8' : 'text/javascript').end(body);
});

declare global {
    var tests: (typeof import('./browser-tests.js'))['tests'];
}

test('in a page of another origin', async (context) => {
    server.listen(0, '127.0.0.1');
    const browser = await puppeteer.launch({
        executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
        await runIn(await browser.newPage(), context);
    } finally {
        await browser.close();
        server.close();
    }
});

async function runIn(page: Page, context: TestContext): Promise<void> {
    page.setDefaultTimeout(0);
    const failure = new Promise<never>((_, reject) => page.on('pageerror', reject));
    const run = (name: string, code: () => Promise<void>) => context.test(name, () => Promise.race([code(), failure]));

    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/?api=${encodeURIComponent(api)}`;
    await Promise.race([page.goto(url).then(() => page.waitForFunction(() => 'tests' in window)), failure]);
    for (const name of await page.evaluate(() => Object.keys(tests))) {
        await run(name, () => page.evaluate((name) => tests[name]!(), name));
    }
    await run('uses a mock', () => page.evaluate(useMock, `${mock}/v1.0/orders/order_4d2e`));
}

/** Sends a request to the mock. It runs in the page. */
async function useMock(url: string): Promise<void> {
    const response = await fetch(url, {
        method: 'PUT',
        headers: { Authorization: 'Bearer none', 'Content-Type': 'application/json', 'If-Match': '"2025-12-30T10:00:00Z"' },
        body: JSON.stringify({ status: 'paid' }),
    });
    const [etag, body] = [response.headers.get('ETag'), await response.json()];
    if (response.status !== 200 || !etag?.startsWith('"') || body.data.status !== 'paid') {
        throw new Error(`the mock responds ${response.status} ${etag} ${JSON.stringify(body)}`);
    }
}
