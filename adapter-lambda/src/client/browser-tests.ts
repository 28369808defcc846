/** Tests of the sample client, which run in a page of another origin than the API: see chromium.ts. */
import { addPayment, connect, etagOf, fieldTexts, money, pay, update, type Order, type Outcome, type Settings } from './orders.js';
import { quickStart } from './quick-start.js';

const baseUrl = new URLSearchParams(location.search).get('api') ?? '';
// The local run reads the claims of a token without checking its signature.
const token = `e30.${btoa(JSON.stringify({ 'custom:tenantId': 'tenant_demo', email: 'thandi@example.com' })).replace(/=*$/, '')}.`;

function client(settings: Partial<Settings> = {}) {
    return connect({ baseUrl, token: async () => token, pause: async () => {}, ...settings });
}

function equal(actual: unknown, expected: unknown): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`${left} is not ${right}`);
    }
}

function expectKind<K extends Outcome['kind']>(outcome: Outcome, kind: K): Extract<Outcome, { kind: K }> {
    if (outcome.kind !== kind) {
        throw new Error(`expected ${kind}: ${JSON.stringify(outcome)}`);
    }
    return outcome as Extract<Outcome, { kind: K }>;
}

/** A payment that no order has. */
const newPayment = () => ({ method: 'payfast', transactionId: crypto.randomUUID() });

/** Replaces the read API, which is another service: a conflict contains the current order. */
async function read(orderId: string): Promise<Order> {
    return expectKind(await update(client(), orderId, { paymentDetails: newPayment() }, '"none"'), 'changed').current;
}

/** A write of another client. */
async function payMeanwhile(orderId: string): Promise<Order> {
    const paid = { status: 'paid', paymentDetails: { ...newPayment(), payfastPaymentId: 'pf-other' } } as const;
    return expectKind(await update(client(), orderId, paid, '*'), 'updated').order;
}

const PAYABLE = 'order_payment_pending';

export const tests: Record<string, () => Promise<void>> = {
    async 'sends the first request of the guide'() {
        const { id, dateLastUpdated } = await read(PAYABLE);
        equal(await quickStart(baseUrl, token, { id, dateLastUpdated: dateLastUpdated! }), `${PAYABLE} is paid`);
        const stale = await quickStart(baseUrl, token, { id: 'order_paid', dateLastUpdated: 'none' });
        equal(stale.split(':')[0], 'PRECONDITION_FAILED');
    },

    async 'pays an order with the version that the user has seen'() {
        const seen = await read(PAYABLE);
        const payment = newPayment();
        const paid = expectKind(await pay(client(), seen, payment, async () => false), 'updated');
        equal(paid.order.status, 'paid');
        equal(paid.order.paymentDetails, payment);
        equal(paid.etag, etagOf(paid.order));
        equal(paid.etag === etagOf(seen), false);
    },

    async 'shows the current order on a conflict and overwrites nothing'() {
        const seen = await read(PAYABLE);
        const other = await payMeanwhile(PAYABLE);
        const shown: Order[] = [];
        const declined = await pay(client(), seen, newPayment(), async (current) => {
            shown.push(current);
            return false;
        });
        equal(shown, [other]);
        equal(expectKind(declined, 'changed').current, other);
        equal(await read(PAYABLE), other);
    },

    async 'pays after a conflict if the user decides so'() {
        const seen = await read(PAYABLE);
        await payMeanwhile(PAYABLE);
        const payment = newPayment();
        const paid = expectKind(await pay(client(), seen, payment, async () => true), 'updated');
        equal(paid.order.paymentDetails, payment);
    },

    async 'adds a payment field and keeps those of another client'() {
        const seen = await read('order_paid');
        const other = await payMeanwhile('order_paid');
        const merged = expectKind(await addPayment(client(), seen, { paidAt: '2026-01-05T13:59:58+02:00' }), 'updated');
        equal(merged.order.paymentDetails, { ...other.paymentDetails, paidAt: '2026-01-05T13:59:58+02:00' });
    },

    async 'translates the errors of the fields'() {
        const before = await read('order_paid');
        const payment = { method: ' ', transactionId: 'x'.repeat(129), paidAt: 'yesterday' };
        const { error } = expectKind(await addPayment(client(), before, payment), 'rejected');
        equal([...fieldTexts(error)], [
            ['paymentDetails.method', 'Fill in this field.'],
            ['paymentDetails.transactionId', 'This text is too long.'],
            ['paymentDetails.paidAt', 'Enter a date and a time.'],
        ]);
        equal(await read('order_paid'), before);
    },

    async 'repeats a request whose response was lost, and it is written once'() {
        const seen = await read('order_paid');
        const answers: Response[] = [];
        const losing = client({
            fetch: async (request) => {
                answers.push(await fetch(request));
                if (answers.length === 1) {
                    throw new TypeError('The connection was lost');
                }
                return answers.at(-1)!.clone();
            },
        });
        const { etag } = expectKind(await pay(losing, seen, newPayment(), async () => false), 'updated');
        equal(answers.map((answer) => answer.status), [200, 200]);
        equal(answers.map((answer) => answer.headers.get('ETag')), [etag, etag]);
    },

    async 'stops after three attempts without a response'() {
        const pauses: number[] = [];
        const silent = client({
            timeoutMillis: 1,
            pause: async (millis) => void pauses.push(millis),
            fetch: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        });
        equal(await update(silent, 'order_paid', { status: 'processing' }, '*'), { kind: 'failed' });
        equal(pauses.map((millis, i) => millis >= 1000 * 2 ** i && millis <= 2000 * 2 ** i), [true, true]);
    },

    async 'waits as long as Retry-After says, and not if that is too long'() {
        for (const [seconds, expected] of [[7, [7000, 7000]], [3600, []]] as const) {
            const pauses: number[] = [];
            const throttled = client({
                pause: async (millis) => void pauses.push(millis),
                fetch: async () => new Response('{}', { status: 429, headers: { 'Retry-After': `${seconds}` } }),
            });
            expectKind(await update(throttled, 'order_paid', { status: 'processing' }, '*'), 'failed');
            equal(pauses, expected);
        }
    },

    async 'has the request id of an order that cannot be read'() {
        const ids: (string | null)[] = [];
        const watching = client({
            fetch: async (request) => {
                const response = await fetch(request);
                ids.push(response.headers.get('x-request-id'));
                return response;
            },
        });
        const { error } = expectKind(await update(watching, 'order_expired', { status: 'paid' }, '*'), 'failed');
        equal(ids.length, 3);
        equal(error?.requestId, ids[2]);
    },

    async 'reads the reason of a rejection'() {
        const { error } = expectKind(await update(client(), 'order_completed', { status: 'cancelled' }, '*'), 'rejected');
        equal([error.code, error.reason, error.allowedTransitions], ['INVALID_ORDER_STATE', 'final_state', []]);
    },

    async 'reads the errors of the gateway'() {
        const unsigned = client({ token: async () => 'expired' });
        const { error } = expectKind(await update(unsigned, 'order_paid', { status: 'processing' }, '*'), 'rejected');
        equal(error.code, 'UNAUTHORIZED');
    },

    async 'uses an ETag that a proxy has marked as weak, or removed'() {
        for (const changeETag of [(tag: string) => `W/${tag}`, () => undefined]) {
            const behindProxy = client({
                fetch: async (request) => {
                    const response = await fetch(request);
                    const headers = new Headers(response.headers);
                    const tag = changeETag(headers.get('ETag')!);
                    tag ? headers.set('ETag', tag) : headers.delete('ETag');
                    return new Response(response.body, { status: response.status, headers });
                },
            });
            const seen = await read(PAYABLE);
            const other = await payMeanwhile(PAYABLE);
            const declined = expectKind(await pay(behindProxy, seen, newPayment(), async () => false), 'changed');
            equal(declined.etag, etagOf(other));
            expectKind(await update(behindProxy, PAYABLE, { paymentDetails: newPayment() }, declined.etag), 'updated');
        }
    },

    async 'copies a version as text and encodes what an ETag cannot contain'() {
        // The examples of docs/api.md.
        const examples: [string, string][] = [
            ['2025-12-30T10:00:00.123456', '"2025-12-30T10:00:00.123456"'],
            ['2025-12-30 10:00:00+00:00', '"2025-12-30%2010:00:00+00:00"'],
            ['100% "late"', '"100%25%20%22late%22"'],
        ];
        equal(examples.map(([dateLastUpdated]) => etagOf({ dateLastUpdated })), examples.map(([, etag]) => etag));
        equal(etagOf({}), '*');
    },

    async 'formats an amount with the decimals of its currency'() {
        equal(money(JSON.parse('299.00'), 'ZAR', 'en-US'), 'ZAR\u00a0299.00');
        equal(money(299, 'JPY', 'en-US'), '¥299');
        equal(money(299, 'rand'), '299 rand');
    },
};
