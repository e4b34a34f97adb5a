// What tests have the SDK for JavaScript do with nothing but its environment. The same as tests/DotNetSdk does; what came of it is printed as the same JSON.
//
// Usage: aws_sdk.js s3 BUCKET KEY BODY | dynamodb TABLE | list BUCKET; the SDK is found by NODE_PATH.
const { CreateSessionCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, S3ServiceException } = require("@aws-sdk/client-s3");
const { CreateTableCommand, DescribeTableCommand, DynamoDBClient, DynamoDBServiceException, GetItemCommand, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const { fromNodeProviderChain } = require("@aws-sdk/credential-providers");

const credentials = fromNodeProviderChain();

async function s3(Bucket, Key, Body) {
  const client = new S3Client({ credentials });
  await client.send(new PutObjectCommand({ Bucket, Key, Body }));
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  const listed = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
  return {
    body: await got.Body.transformToString(),
    listed: listed.Contents.map(found => found.Key),
    // Gives keys away, which the gateway refuses.
    refused: await errorOf(client.send(new CreateSessionCommand({ Bucket })), S3ServiceException),
  };
}

async function dynamodb(TableName) {
  const client = new DynamoDBClient({ credentials });
  await client.send(new CreateTableCommand({
    TableName,
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  }));
  await client.send(new PutItemCommand({ TableName, Item: { id: { S: "42" }, note: { S: "two é + 1%" } } }));
  const item = await client.send(new GetItemCommand({ TableName, Key: { id: { S: "42" } } }));
  const refused = await errorOf(client.send(new DescribeTableCommand({ TableName: `${TableName}-absent` })), DynamoDBServiceException);
  return { note: item.Item.note.S, refused };
}

async function list(Bucket) {
  const listed = await new S3Client({ credentials }).send(new ListObjectsV2Command({ Bucket }));
  return { status: listed.$metadata.httpStatusCode, accessKeyId: (await credentials()).accessKeyId };
}

async function errorOf(call, base) {
  try {
    await call;
    return null;
  } catch (error) {
    if (!(error instanceof base)) throw error;
    return { type: error.constructor.name, code: error.name, status: error.$metadata.httpStatusCode, requestId: error.$metadata.requestId };
  }
}

const [action, ...rest] = process.argv.slice(2);
({ s3, dynamodb, list })[action](...rest).then(seen => console.log(JSON.stringify(seen)));
