/**
 * The sample client of docs/api.md. Its types come from the API's description: see "types" in package.json.
 *
 * Copy what you need. It is not a library, and nothing is promised about its functions.
 */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './openapi.js';

type Schemas = components['schemas'];
export type Order = Schemas['Order'];
export type OrderUpdate = Schemas['OrderUpdate'];
export type PaymentDetails = Schemas['PaymentDetails'];
export type ApiError = Schemas['ErrorResponse'];

export interface Settings {
    baseUrl: string;
    /** Returns a token that is valid now: see Authentication. */
    token: () => Promise<string>;
    /** How long one attempt may take. API Gateway responds within 29 seconds. */
    timeoutMillis?: number;
    pause?: (millis: number) => Promise<void>;
    fetch?: (request: Request) => Promise<Response>;
}

export interface Api extends Required<Pick<Settings, 'token' | 'timeoutMillis' | 'pause'>> {
    http: Client<paths>;
}

/** What an update leads to. */
export type Outcome =
    /** The order has the requested values. */
    | { kind: 'updated'; order: Order; etag: string }
    /** Another write was first. Nothing was written: show the current order, and decide again. */
    | { kind: 'changed'; current: Order; etag: string }
    /** Nothing was written. The code of the error says why. */
    | { kind: 'rejected'; error: ApiError }
    /** No attempt had a result. It is not known whether the order was updated. */
    | { kind: 'failed'; error?: ApiError };

export function connect(settings: Settings): Api {
    return {
        http: createClient<paths>({
            baseUrl: settings.baseUrl,
            ...(settings.fetch && { fetch: settings.fetch }),
        }),
        token: settings.token,
        timeoutMillis: settings.timeoutMillis ?? 30_000,
        pause: settings.pause ?? ((millis) => new Promise((resolve) => setTimeout(resolve, millis))),
    };
}

/** The ETag of an order from the read API: the text of dateLastUpdated. Never convert it to a Date and back. */
export function etagOf(order: { dateLastUpdated?: string | null }): string {
    if (order.dateLastUpdated == null) {
        return '*'; // an order without a version; its first update creates one
    }
    const tag = order.dateLastUpdated.replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent);
    return `"${tag}"`;
}

/** The ETag of a response. A proxy may mark it as weak (W/), and a weak tag never matches; or it may remove the header. */
export function etagIn(response: Response, order: Order): string {
    return response.headers.get('ETag')?.replace(/^W\//, '') ?? etagOf(order);
}

const ATTEMPTS = 3;
const LONGEST_PAUSE_MILLIS = 10_000;

/** Sends an update, and repeats it with the same If-Match until there is a result. This is safe: it is written once. */
export async function update(api: Api, orderId: string, change: OrderUpdate, etag: string): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
        const authorization = `Bearer ${await api.token()}`;
        let outcome: Outcome = { kind: 'failed' };
        let pause = 1000 * 2 ** attempt * (0.5 + Math.random() / 2);
        try {
            const { data, error, response } = await api.http.PUT('/v1.0/orders/{orderId}', {
                params: { path: { orderId }, header: { 'If-Match': etag } },
                headers: { Authorization: authorization },
                body: change,
                signal: AbortSignal.timeout(api.timeoutMillis),
            });
            outcome = data
                ? { kind: 'updated', order: data.data, etag: etagIn(response, data.data) }
                : outcomeOf(error, response);
            pause = Math.max(pause, 1000 * (Number(response.headers.get('Retry-After')) || 0));
        } catch (noResponse) {
            // A timeout or a lost connection. The order may have been updated.
            console.warn('No response to the update of an order', noResponse);
        }
        if (outcome.kind !== 'failed' || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MILLIS) {
            return outcome;
        }
        await api.pause(pause);
    }
}

function outcomeOf(error: ApiError, response: Response): Outcome {
    if (response.status === 429 || response.status >= 500) {
        return { kind: 'failed', error };
    }
    return error.current
        ? { kind: 'changed', current: error.current, etag: etagIn(response, error.current) }
        : { kind: 'rejected', error };
}

/** Pays an order. If it has changed since the user saw it, the user sees the current order and decides again. */
export async function pay(
    api: Api,
    order: Order,
    payment: PaymentDetails,
    confirm: (current: Order) => Promise<boolean>,
): Promise<Outcome> {
    const change: OrderUpdate = { status: 'paid', paymentDetails: payment };
    let outcome = await update(api, order.id, change, etagOf(order));
    while (outcome.kind === 'changed' && (await confirm(outcome.current))) {
        outcome = await update(api, order.id, change, outcome.etag);
    }
    return outcome;
}

/** Adds payment fields. An update replaces all payment fields, so it also sends those that the order has. */
export async function addPayment(api: Api, order: Order, added: PaymentDetails): Promise<Outcome> {
    const merged = (current: Order): OrderUpdate => ({ paymentDetails: { ...current.paymentDetails, ...added } });
    let outcome = await update(api, order.id, merged(order), etagOf(order));
    while (outcome.kind === 'changed') {
        outcome = await update(api, order.id, merged(outcome.current), outcome.etag);
    }
    return outcome;
}

const FIELD_TEXTS: Partial<Record<string, string>> = {
    required: 'Fill in at least one field of the payment.',
    blank: 'Fill in this field.',
    too_long: 'This text is too long.',
    not_a_date_time: 'Enter a date and a time.',
    invalid_unicode: 'This text contains a character that cannot be stored.',
};

/** The text for each invalid field. The message of a code that is not in the list is English, and for developers. */
export function fieldTexts(error: ApiError): Map<string, string> {
    return new Map((error.details ?? []).map(({ field, code, message }) => [field, FIELD_TEXTS[code] ?? message]));
}

/** An amount as text. JSON.parse turns 299.00 into 299, so the currency decides on the decimals. */
export function money(amount: number, currency: string, locale = 'en-ZA'): string {
    return /^[A-Z]{3}$/.test(currency)
        ? new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
        : `${amount} ${currency}`; // the other services can store a currency that is not known
}
