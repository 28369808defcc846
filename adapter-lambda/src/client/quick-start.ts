/** The first request of docs/api.md, without a library. */
export async function quickStart(baseUrl: string, token: string, order: { id: string; dateLastUpdated: string }): Promise<string> {
    const response = await fetch(`${baseUrl}/v1.0/orders/${order.id}`, {
        method: 'PUT',
        headers: {
            Authorization: `Bearer ${token}`,
            'Content-Type': 'application/json',
            'If-Match': `"${order.dateLastUpdated}"`,
        },
        body: JSON.stringify({ status: 'paid', paymentDetails: { method: 'payfast', transactionId: 'txn-1' } }),
    });
    const body = await response.json();
    const result = body.success ? `${body.data.id} is ${body.data.status}` : `${body.code}: ${body.message}`;
    return result;
}
