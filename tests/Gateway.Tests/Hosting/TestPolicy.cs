namespace Gateway.Tests.Hosting;

/// <summary>The policy that most tests run under.</summary>
internal static class TestPolicy
{
    public const string ReaderArn = "arn:aws:iam::111122223333:role/OrdersReader";

    public const string Usual = """
        version: 1
        accounts:
          orders-prod: "111122223333"
        defaults:
          sessionName: ${claims.preferred_username}
          sourceIdentity: ${claims.preferred_username}
        grants:
          - id: orders-reader
            description: Read the orders.
            when: { clientRoles: [orders-reader] }
            assume:
              roleArn: arn:aws:iam::111122223333:role/OrdersReader
              duration: 30m
              tags: { team: "${claims.team}" }
            permit:
              modes: [credentials, console, forward]
              services: [s3, dynamodb, sqs, sts]
          - id: orders-writer
            when: { clientRoles: [orders-writer] }
            assume: { roleArn: arn:aws:iam::111122223333:role/OrdersWriter, duration: 2h }
            permit:
              modes: [forward, credentials]
              services: [s3]
              regions: [eu-west-1]
              statements:
                - actions: ["s3:*"]
                  resources: ["*"]
          - id: analyst
            when: { clientRoles: [analyst] }
            assume: { roleArn: arn:aws:iam::111122223333:role/Analyst }
          - id: fresh
            when: { clientRoles: [orders-reader], maxAuthAge: 15m, acr: [gold] }
            assume: { roleArn: arn:aws:iam::111122223333:role/Fresh }
          - id: by-arn
            when: { clientRoles: ["arn:aws:iam::{account}:role/{role}"] }
            assume: { roleArn: "arn:aws:iam::${match.account}:role/${match.role}" }
            permit: { modes: [credentials, console, forward] }
        denials:
          - id: suspended
            when: { groups: [/suspended] }
        """;
}
