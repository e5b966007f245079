/**
 * A rule of EventBridge with a function that takes a terminating instance out of associations and window targets that name it
 * by its id (ssm-targets 5.2). Whole and deployable; it names nothing of the account.
 */
export function cleanUpTemplate(): string {
  return template;
}

const template = `AWSTemplateFormatVersion: "2010-09-09"
Description: Takes terminated instances out of the targets of associations and maintenance windows.
Resources:
  DeadLetters:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
      SqsManagedSseEnabled: true
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: correct-targets
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - ssm:ListAssociations
                  - ssm:DescribeAssociation
                  - ssm:UpdateAssociation
                  - ssm:DescribeMaintenanceWindows
                  - ssm:DescribeMaintenanceWindowTargets
                  - ssm:UpdateMaintenanceWindowTarget
                Resource: "*"
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt DeadLetters.Arn
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Timeout: 300
      # One at a time: an association is written as a whole.
      ReservedConcurrentExecutions: 1
      Role: !GetAtt Role.Arn
      DeadLetterConfig:
        TargetArn: !GetAtt DeadLetters.Arn
      Code:
        ZipFile: |
          import boto3

          ssm = boto3.client("ssm")
          KEPT = ["AssociationId", "Name", "AssociationName", "Parameters", "DocumentVersion",
                  "AutomationTargetParameterName", "ScheduleExpression", "ScheduleOffset", "OutputLocation",
                  "Targets", "MaxErrors", "MaxConcurrency", "ComplianceSeverity", "SyncCompliance",
                  "ApplyOnlyAtCronInterval", "CalendarNames", "TargetLocations", "Duration", "TargetMaps",
                  "AlarmConfiguration"]

          def without(targets, node):
              left = []
              for target in targets:
                  values = target["Values"]
                  if target["Key"] == "InstanceIds":
                      values = [value for value in values if value != node]
                  if values:
                      left.append({"Key": target["Key"], "Values": values})
              return left

          def names(targets, node):
              return any(t["Key"] == "InstanceIds" and node in t["Values"] for t in targets)

          def handler(event, _):
              node = event["detail"]["instance-id"]
              for page in ssm.get_paginator("list_associations").paginate():
                  for association in page["Associations"]:
                      if not names(association.get("Targets", []), node):
                          continue
                      whole = ssm.describe_association(AssociationId=association["AssociationId"])["AssociationDescription"]
                      left = without(whole["Targets"], node)
                      # An association without targets cannot be: it is left for a person to delete.
                      if left and left != whole["Targets"]:
                          given = {key: whole[key] for key in KEPT if whole.get(key) is not None}
                          ssm.update_association(**{**given, "Targets": left})
              for page in ssm.get_paginator("describe_maintenance_windows").paginate():
                  for window in page["WindowIdentities"]:
                      targets = ssm.get_paginator("describe_maintenance_window_targets")
                      for found in targets.paginate(WindowId=window["WindowId"]):
                          for target in found["Targets"]:
                              left = without(target["Targets"], node)
                              if left and left != target["Targets"]:
                                  ssm.update_maintenance_window_target(
                                      WindowId=window["WindowId"],
                                      WindowTargetId=target["WindowTargetId"],
                                      Targets=left)
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.ec2]
        detail-type: [EC2 Instance State-change Notification]
        detail:
          state: [terminated]
      Targets:
        - Id: clean-up
          Arn: !GetAtt Function.Arn
          DeadLetterConfig:
            Arn: !GetAtt DeadLetters.Arn
  LettersFromRule:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref DeadLetters]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sqs:SendMessage
            Resource: !GetAtt DeadLetters.Arn
            Condition:
              ArnEquals:
                aws:SourceArn: !GetAtt Rule.Arn
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Rule.Arn
`;
