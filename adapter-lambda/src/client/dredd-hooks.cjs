// Changes Dredd's request so that it leads to the response that the description has. Without hooks, Dredd sends the same valid
// request for each response. A status that no request leads to is skipped.
const hooks = require('hooks');

function to(transaction, order, body) {
    transaction.fullPath = transaction.fullPath.replace(/[^/]*$/, order);
    transaction.request.body = JSON.stringify(body);
}

const change = {
    200: () => {},
    400: (transaction) => to(transaction, 'order_completed', { status: 'cancelled' }),
    401: ({ request }) => delete request.headers.Authorization,
    403: ({ request }) => (request.headers.Authorization = 'Bearer e30.e30.'), // a token without claims
    404: (transaction) => to(transaction, 'order_of_another_tenant', { status: 'paid' }),
    412: (transaction) => {
        transaction.request.headers['If-Match'] = '"none"';
        to(transaction, 'order_paid', { status: 'processing' });
    },
    415: ({ request }) => (request.headers['Content-Type'] = 'application/merge-patch+json'),
    500: (transaction) => to(transaction, 'order_expired', { status: 'paid' }),
};

hooks.beforeEach((transaction, done) => {
    const changed = change[transaction.expected.statusCode];
    transaction.skip = !changed;
    changed?.(transaction);
    done();
});
