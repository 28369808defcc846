// Converts the API's description to a collection of Postman and sends its request to the local run.
//
// Arguments: the description, the URL of the local run, and a token.
const converter = require('openapi-to-postmanv2');
const newman = require('newman');

const [description, baseUrl, token] = process.argv.slice(2);

const TEST = `
pm.test('The order is paid', () => {
    pm.response.to.have.status(200);
    pm.expect(pm.response.headers.get('ETag')).to.match(/^".+"$/);
    pm.expect(pm.response.json().data.status).to.equal('paid');
});`;

function stop(reason) {
    console.error(reason);
    process.exit(1);
}

const options = { schemaFaker: true, parametersResolution: 'Example' };
converter.convertV2({ type: 'file', data: description }, options, (error, { result, reason, output }) => {
    if (error || !result) {
        stop(error ?? reason);
    }
    const collection = { ...output[0].data, event: [{ listen: 'test', script: { exec: TEST.split('\n') } }] };
    const envVar = [{ key: 'baseUrl', value: baseUrl }, { key: 'apiKey', value: `Bearer ${token}` }];
    newman.run({ collection, envVar, reporters: 'cli' }, (failure, summary) => {
        if (failure || summary.run.failures.length > 0 || summary.run.stats.assertions.total !== 1) {
            stop(failure ?? 'The collection does not pass its test');
        }
    });
});
