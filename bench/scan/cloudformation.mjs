/**
 * CloudFormation templates of 500 resources each, the most that a stack may have: fifty slices of a function with its
 * role, its queue, its table and what watches them, on one network.
 */
import { randomFrom } from '../random.mjs';

/** AWS takes no more in one template. */
const RESOURCES_PER_TEMPLATE = 500;

const RESOURCES_PER_SLICE = 10;

/** @param {number} resources how many, a multiple of 500 */
export function* cloudformationFiles(resources) {
  const templates = Math.ceil(resources / RESOURCES_PER_TEMPLATE);
  const slices = RESOURCES_PER_TEMPLATE / RESOURCES_PER_SLICE;
  const random = randomFrom(templates);
  for (let template = 0; template < templates; template++) {
    const parts = Array.from({ length: slices }, (_, i) => sliceOf(i, Math.floor(random() * slices)));
    yield { path: `stacks/stack-${template}.yaml`, text: `${HEAD}${parts.join('')}${TAIL}` };
  }
}

const HEAD = `AWSTemplateFormatVersion: "2010-09-09"
Description: Orders, one slice a tenant
Parameters:
  Stage:
    Type: String
    Default: prod
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
`;

const TAIL = `Outputs:
  FirstQueue:
    Value: !GetAtt Queue0.Arn
    Export:
      Name: !Sub "\${AWS::StackName}-queue"
`;

const sliceOf = (i, other) => `  Role${i}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: [dynamodb:GetItem, dynamodb:PutItem]
                Resource: !GetAtt Table${i}.Arn
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt Queue${other}.Arn
  Function${i}:
    Type: AWS::Lambda::Function
    DependsOn: LogGroup${i}
    Properties:
      FunctionName: !Sub "orders-\${Stage}-${i}"
      Runtime: nodejs20.x
      Handler: index.handler
      Role: !GetAtt Role${i}.Arn
      Code:
        S3Bucket: !Sub "artifacts-\${AWS::Region}"
        S3Key: !If [IsProd, orders-${i}.zip, orders-${i}-test.zip]
      Environment:
        Variables:
          TABLE_NAME: !Ref Table${i}
          NEXT_QUEUE_URL: !Ref Queue${other}
          BUCKET: !Ref Bucket${i}
          LOG_LEVEL: info
  LogGroup${i}:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub "/aws/lambda/orders-\${Stage}-${i}"
      RetentionInDays: 14
  Table${i}:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      Tags:
        - Key: stage
          Value: !Ref Stage
  Queue${i}:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters${i}.Arn
        maxReceiveCount: 5
  DeadLetters${i}:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Source${i}:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Queue${i}.Arn
      FunctionName: !Ref Function${i}
      BatchSize: 10
  Bucket${i}:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
  Topic${i}:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: sqs
          Endpoint: !GetAtt Queue${i}.Arn
  Alarm${i}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Function${i}
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Period: 60
      Statistic: Sum
      Threshold: 0
      AlarmActions:
        - !Ref Topic${i}
`;
