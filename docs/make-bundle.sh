#!/bin/sh
# Writes AWS's answers about one account and Region to standard output, as a bundle for `muster diagnose`.
# It needs the AWS CLI and nothing else, reads only, and asks one call after the other:
#   AWS_DEFAULT_REGION=eu-west-1 sh make-bundle.sh > bundle.json
# What failed, and who changed what, is told of the last 30 days: MUSTER_DAYS=7 asks for a week, MUSTER_DAYS=0 for none of it.
# Parameters and outputs of commands and runbooks are never asked for.
set -u
region=${AWS_DEFAULT_REGION:-${AWS_REGION:-}}
[ -n "$region" ] || { echo "AWS_DEFAULT_REGION says which Region." >&2; exit 64; }
days=${MUSTER_DAYS:-30}
# Of any listing of the past at most so many, the newest first; of what is asked about one by one, a tenth.
most=${MUSTER_MOST:-2000}
few=$((most / 10))
export AWS_PAGER="" AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/documents" "$work/errors"

# ask KEY INPUT WORDS… - the answer, or AWS's refusal, goes under KEY; INPUT is the JSON that tells one resource's answer
# from another's, and empty where an operation lists all there is. The answer is also in $work/answer.
ask() {
  key=$1 input=$2
  shift 2
  file=$(printf %s "$key" | tr : _)
  if aws "$@" --output json >"$work/answer" 2>"$work/refusal"; then
    [ -s "$work/answer" ] || echo '{}' >"$work/answer"
    if [ -z "$input" ]; then cat "$work/answer" >"$work/documents/$file"
    else printf '{"input":%s,"output":%s},\n' "$input" "$(cat "$work/answer")" >>"$work/documents/$file"; fi
    return 0
  fi
  : >"$work/answer"
  said=$(tr '\n\t' '  ' <"$work/refusal" | sed 's/\\/\\\\/g; s/"/\\"/g; s/^ *//; s/ *$//')
  code=$(printf %s "$said" | sed -n 's/.*An error occurred (\([A-Za-z.]*\)).*/\1/p')
  refusal=$(printf '"code":"%s","message":"%s"' "${code:-Failed}" "$said")
  if [ -z "$input" ]; then printf '{%s}' "$refusal" >"$work/errors/$file"
  else printf '{"input":%s,%s},\n' "$input" "$refusal" >>"$work/errors/$file"; fi
  return 1
}

# list KEY WORDS… - an operation that lists all there is.
list() { key=$1; shift; ask "$key" "" "$@"; }

# ids WORDS… - what a query finds, a line each and each once.
ids() { aws "$@" --output text 2>/dev/null | tr '\t' '\n' | grep -v '^None$' | grep . | sort -u; }

list ec2:DescribeInstances ec2 describe-instances
list ssm:DescribeInstanceInformation ssm describe-instance-information
list ec2:DescribeInstanceStatus ec2 describe-instance-status --include-all-instances
list ec2:DescribeVpcs ec2 describe-vpcs
list ec2:DescribeSubnets ec2 describe-subnets
list ec2:DescribeSecurityGroups ec2 describe-security-groups
list ec2:DescribeNetworkAcls ec2 describe-network-acls
list ec2:DescribeRouteTables ec2 describe-route-tables
list ec2:DescribeDhcpOptions ec2 describe-dhcp-options
list ec2:DescribeVpcEndpoints ec2 describe-vpc-endpoints
list ec2:DescribeNatGateways ec2 describe-nat-gateways
list ec2:DescribeInternetGateways ec2 describe-internet-gateways
list ec2:DescribeEgressOnlyInternetGateways ec2 describe-egress-only-internet-gateways
list ec2:DescribeNetworkInterfaces ec2 describe-network-interfaces
list ec2:DescribeManagedPrefixLists ec2 describe-managed-prefix-lists
list ec2:DescribeVpcBlockPublicAccessOptions ec2 describe-vpc-block-public-access-options
list ec2:DescribeVpcBlockPublicAccessExclusions ec2 describe-vpc-block-public-access-exclusions
list ec2:DescribeVpcPeeringConnections ec2 describe-vpc-peering-connections
list ec2:DescribeTransitGatewayVpcAttachments ec2 describe-transit-gateway-vpc-attachments
list ec2:DescribeIamInstanceProfileAssociations ec2 describe-iam-instance-profile-associations
list autoscaling:DescribeAutoScalingInstances autoscaling describe-auto-scaling-instances
list ssm:DescribeActivations ssm describe-activations
list ssm:ListAssociations ssm list-associations
list ssm:DescribeMaintenanceWindows ssm describe-maintenance-windows

images=$(ids ec2 describe-instances --query 'Reservations[].Instances[].ImageId' | paste -sd, -)
if [ -n "$images" ]; then
  list ec2:DescribeImages ec2 describe-images --include-deprecated --filters "Name=image-id,Values=$images"
else
  echo '{"Images":[]}' >"$work/documents/ec2_DescribeImages"
fi

for vpc in $(ids ec2 describe-vpcs --query 'Vpcs[].VpcId'); do
  for attribute in enableDnsSupport enableDnsHostnames; do
    ask ec2:DescribeVpcAttribute "{\"VpcId\":\"$vpc\",\"Attribute\":\"$attribute\"}" \
      ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute $attribute
  done
  # Needs a permission that many do not give; without it, Muster takes private zones for not looked at.
  ask route53:ListHostedZonesByVPC "{\"VPCId\":\"$vpc\"}" \
    route53 list-hosted-zones-by-vpc --vpc-id "$vpc" --vpc-region "$region"
done
for prefixes in $(ids ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId'); do
  ask ec2:GetManagedPrefixListEntries "{\"PrefixListId\":\"$prefixes\"}" \
    ec2 get-managed-prefix-list-entries --prefix-list-id "$prefixes"
done
for window in $(ids ssm describe-maintenance-windows --query 'WindowIdentities[].WindowId'); do
  ask ssm:DescribeMaintenanceWindowTargets "{\"WindowId\":\"$window\"}" \
    ssm describe-maintenance-window-targets --window-id "$window"
  ask ssm:DescribeMaintenanceWindowTasks "{\"WindowId\":\"$window\"}" \
    ssm describe-maintenance-window-tasks --window-id "$window"
done
list resource-groups:ListGroups resource-groups list-groups
for group in $(ids resource-groups list-groups --query 'GroupIdentifiers[].GroupArn'); do
  ask resource-groups:ListGroupResources "{\"Group\":\"$group\"}" resource-groups list-group-resources --group "$group"
done
list events:ListRules events list-rules
for rule in $(ids events list-rules --query 'Rules[].Name'); do
  # What a rule hands over may be anything.
  ask events:ListTargetsByRule "{\"Rule\":\"$rule\"}" events list-targets-by-rule --rule "$rule" \
    --query '{Targets:Targets[].{Id:Id,Arn:Arn,RunCommandParameters:RunCommandParameters}}'
done
for node in $(ids ssm describe-instance-information \
  --query 'InstanceInformationList[?PingStatus==`Online`].InstanceId'); do
  ask ssm:GetConnectionStatus "{\"Target\":\"$node\"}" ssm get-connection-status --target "$node"
done
for setting in default-ec2-instance-management-role activation-tier; do
  ask ssm:GetServiceSetting "{\"SettingId\":\"/ssm/managed-instance/$setting\"}" \
    ssm get-service-setting --setting-id "/ssm/managed-instance/$setting"
done
ask ssm:GetDocument '{"Name":"SSM-SessionManagerRunShell"}' \
  ssm get-document --name SSM-SessionManagerRunShell

roles=$(
  for profile in $(ids ec2 describe-instances --query 'Reservations[].Instances[].IamInstanceProfile.Arn'); do
    name=${profile##*/}
    ask iam:GetInstanceProfile "{\"InstanceProfileName\":\"$name\"}" \
      iam get-instance-profile --instance-profile-name "$name" &&
      ids iam get-instance-profile --instance-profile-name "$name" --query 'InstanceProfile.Roles[].RoleName'
  done
  ids ssm get-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role \
    --query ServiceSetting.SettingValue | grep '^[A-Za-z]' | sed 's,.*/,,'
  ids ssm describe-instance-information --query 'InstanceInformationList[].IamRole' | sed 's,.*/,,'
  ids ssm describe-activations --query 'ActivationList[].IamRole' | sed 's,.*/,,'
)
for role in $(printf '%s\n' "$roles" | grep . | sort -u); do
  ask iam:GetRole "{\"RoleName\":\"$role\"}" iam get-role --role-name "$role" || continue
  ask iam:ListAttachedRolePolicies "{\"RoleName\":\"$role\"}" \
    iam list-attached-role-policies --role-name "$role"
  ask iam:ListRolePolicies "{\"RoleName\":\"$role\"}" iam list-role-policies --role-name "$role"
  for policy in $(ids iam list-role-policies --role-name "$role" --query 'PolicyNames[]'); do
    ask iam:GetRolePolicy "{\"RoleName\":\"$role\",\"PolicyName\":\"$policy\"}" \
      iam get-role-policy --role-name "$role" --policy-name "$policy"
  done
  for policy in $(
    ids iam list-attached-role-policies --role-name "$role" --query 'AttachedPolicies[].PolicyArn'
    ids iam get-role --role-name "$role" --query 'Role.PermissionsBoundary.PermissionsBoundaryArn'
  ); do
    grep -qxF "$policy" "$work/policies" 2>/dev/null && continue
    echo "$policy" >>"$work/policies"
    ask iam:GetPolicy "{\"PolicyArn\":\"$policy\"}" iam get-policy --policy-arn "$policy" || continue
    version=$(ids iam get-policy --policy-arn "$policy" --query Policy.DefaultVersionId)
    ask iam:GetPolicyVersion "{\"PolicyArn\":\"$policy\",\"VersionId\":\"$version\"}" \
      iam get-policy-version --policy-arn "$policy" --version-id "$version"
  done
  # What an organization's policies deny shows nowhere else. Many of them ask for the Region, or spare a role.
  arn=$(ids iam get-role --role-name "$role" --query Role.Arn)
  ask iam:SimulatePrincipalPolicy "{\"PolicySourceArn\":\"$arn\"}" \
    iam simulate-principal-policy --policy-source-arn "$arn" \
    --action-names ssm:UpdateInstanceInformation \
    ssmmessages:CreateControlChannel ssmmessages:OpenControlChannel \
    ssmmessages:CreateDataChannel ssmmessages:OpenDataChannel \
    --context-entries "ContextKeyName=aws:RequestedRegion,ContextKeyValues=$region,ContextKeyType=string" \
    "ContextKeyName=aws:PrincipalArn,ContextKeyValues=$arn,ContextKeyType=string"
done

# some N - the first N lines, and a word about those that are left out.
some() {
  awk -v most="$1" 'NR <= most { print } END { if (NR > most) print NR - most " more are left out." >"/dev/stderr" }'
}

refused_calls="SendCommand StartSession StartAutomationExecution CreateAssociation UpdateAssociation CreateAssociationBatch
  StartAssociationsOnce RegisterTargetWithMaintenanceWindow RegisterTaskWithMaintenanceWindow StartChangeRequestExecution
  GetCommandInvocation"
changing_calls="AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress RevokeSecurityGroupEgress
  RevokeSecurityGroupIngress ModifySecurityGroupRules CreateNetworkAclEntry ReplaceNetworkAclEntry
  DeleteNetworkAclEntry ReplaceNetworkAclAssociation CreateRoute ReplaceRoute DeleteRoute AssociateRouteTable
  ReplaceRouteTableAssociation ModifyVpcAttribute AssociateDhcpOptions ModifyManagedPrefixList
  ModifyVpcBlockPublicAccessOptions CreateVpcBlockPublicAccessExclusion ModifyVpcBlockPublicAccessExclusion
  DeleteVpcBlockPublicAccessExclusion CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints
  AttachInternetGateway DetachInternetGateway DeleteInternetGateway DeleteEgressOnlyInternetGateway
  CreateNatGateway DeleteNatGateway AssociateAddress ModifyInstanceMetadataOptions ModifyInstanceAttribute
  ModifyNetworkInterfaceAttribute AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation
  DisassociateIamInstanceProfile StartInstances StopInstances TerminateInstances UpdateServiceSetting
  ResetServiceSetting"
identity_calls="AttachRolePolicy DetachRolePolicy PutRolePolicy DeleteRolePolicy UpdateAssumeRolePolicy
  PutRolePermissionsBoundary DeleteRolePermissionsBoundary DeleteRole AddRoleToInstanceProfile
  RemoveRoleFromInstanceProfile CreatePolicyVersion SetDefaultPolicyVersion"

# trail HOME CALLS… - what CloudTrail tells of calls by their names, in the Region where it keeps them.
trail() {
  home=$1
  shift
  for call in "$@"; do
    # The newest come first, so what the limit leaves out is the oldest.
    ask cloudtrail:LookupEvents "{\"EventName\":\"$call\"}" cloudtrail lookup-events --region "$home" \
      --lookup-attributes "AttributeKey=EventName,AttributeValue=$call" --start-time "$since" \
      --max-items "$most" --query '{Events:Events[].{EventId:EventId,EventName:EventName,EventTime:EventTime,CloudTrailEvent:CloudTrailEvent}}' ||
      { grep -q AccessDenied "$work/refusal" && return; }
  done
}

# commands STATUSES - what of Run Command did not arrive.
commands() {
  for status in DeliveryTimedOut Undeliverable InvalidPlatform AccessDenied; do
    ask ssm:ListCommandInvocations "{\"Status\":\"$status\"}" ssm list-command-invocations \
      --filters "key=InvokedAfter,value=$since" "key=Status,value=$status" --max-items "$most" \
      --query '{CommandInvocations:CommandInvocations[].{CommandId:CommandId,InstanceId:InstanceId,DocumentName:DocumentName,RequestedDateTime:RequestedDateTime,Status:Status,StatusDetails:StatusDetails}}'
    tr -d ' ' <"$work/answer" | sed -n 's/^"CommandId":"\(.*\)",\{0,1\}$/\1/p' >>"$work/commands"
  done
  fields='{Commands:Commands[].{CommandId:CommandId,DocumentName:DocumentName,RequestedDateTime:RequestedDateTime,Status:Status,StatusDetails:StatusDetails,Targets:Targets,InstanceIds:InstanceIds,TargetCount:TargetCount}}'
  for status in NoInstancesInTag AccessDenied LimitExceeded; do
    ask ssm:ListCommands "{\"Status\":\"$status\"}" ssm list-commands \
      --filters "key=InvokedAfter,value=$since" "key=Status,value=$status" --max-items "$most" --query "$fields"
  done
  # Whether what did not arrive ended green all the same stands with the command.
  for command in $(sort -u "$work/commands" | some "$few"); do
    ask ssm:ListCommands "{\"CommandId\":\"$command\"}" ssm list-commands --command-id "$command" --query "$fields"
  done
}

# automations - runbooks that failed, what of them ran once a target, and why; and those that ended green.
automations() {
  fields='{AutomationExecutionMetadataList:AutomationExecutionMetadataList[].{AutomationExecutionId:AutomationExecutionId,DocumentName:DocumentName,AutomationExecutionStatus:AutomationExecutionStatus,ExecutionStartTime:ExecutionStartTime,ExecutionEndTime:ExecutionEndTime,ExecutedBy:ExecutedBy,ParentAutomationExecutionId:ParentAutomationExecutionId,FailureMessage:FailureMessage,TargetParameterName:TargetParameterName,Targets:Targets,TargetMaps:TargetMaps,ResolvedTargets:ResolvedTargets,MaxErrors:MaxErrors,Target:Target,AssociationId:AssociationId}}'
  started="Key=StartTimeAfter,Values=$since"
  failed="Key=ExecutionStatus,Values=Failed,TimedOut,CompletedWithFailure"
  waiting="Key=ExecutionStatus,Values=Pending,InProgress,Waiting,PendingApproval,Approved,Scheduled,RunbookInProgress"
  ask ssm:DescribeAutomationExecutions '{"Status":"Waiting"}' ssm describe-automation-executions \
    --filters "$waiting" --max-items "$most" --query "$fields"
  for run in $(ids ssm describe-automation-executions --filters "$waiting" --max-items "$most" \
    --query 'AutomationExecutionMetadataList[?!ParentAutomationExecutionId].AutomationExecutionId' | some "$few"); do
    ask ssm:GetAutomationExecution "{\"AutomationExecutionId\":\"$run\"}" \
      ssm get-automation-execution --automation-execution-id "$run" \
      --query '{AutomationExecution:{AutomationExecutionId:AutomationExecution.AutomationExecutionId,Parameters:{InstanceId:AutomationExecution.Parameters.InstanceId,InstanceIds:AutomationExecution.Parameters.InstanceIds}}}'
  done
  ask ssm:DescribeAutomationExecutions '{"Status":"Success"}' ssm describe-automation-executions \
    --filters "$started" "Key=ExecutionStatus,Values=Success,CompletedWithSuccess" --max-items "$most" --query "$fields"
  ask ssm:DescribeAutomationExecutions '{"Status":"Failed"}' ssm describe-automation-executions \
    --filters "$started" "$failed" --max-items "$most" --query "$fields" || return
  told=$(ids ssm describe-automation-executions --filters "$started" "$failed" --max-items "$most" \
    --query 'AutomationExecutionMetadataList[].AutomationExecutionId' | some "$few")
  for parent in $(ids ssm describe-automation-executions --filters "$started" "$failed" --max-items "$most" \
    --query 'AutomationExecutionMetadataList[?TargetParameterName && !ParentAutomationExecutionId].AutomationExecutionId' |
    some "$few"); do
    ask ssm:DescribeAutomationExecutions "{\"ParentExecutionId\":\"$parent\"}" ssm describe-automation-executions \
      --filters "Key=ParentExecutionId,Values=$parent" "$failed" --max-items "$most" --query "$fields"
    told="$told $(tr -d ' ' <"$work/answer" | sed -n 's/^"AutomationExecutionId":"\(.*\)",\{0,1\}$/\1/p')"
  done
  # Of what a step was given and gave out, only which nodes and which command.
  for run in $(printf '%s\n' $told | sort -u); do
    ask ssm:DescribeAutomationStepExecutions "{\"AutomationExecutionId\":\"$run\"}" \
      ssm describe-automation-step-executions --automation-execution-id "$run" \
      --filters Key=StepExecutionStatus,Values=Failed,TimedOut \
      --query '{StepExecutions:StepExecutions[].{StepName:StepName,Action:Action,StepStatus:StepStatus,FailureMessage:FailureMessage,FailureDetails:FailureDetails,Inputs:{InstanceIds:Inputs.InstanceIds,InstanceId:Inputs.InstanceId},Outputs:{CommandId:Outputs.CommandId}}}'
  done
}

# associations - runs of State Manager since, and their targets where not all went well.
associations() {
  for association in $(ids ssm list-associations --query 'Associations[].AssociationId' | some "$few"); do
    ask ssm:DescribeAssociationExecutions "{\"AssociationId\":\"$association\"}" \
      ssm describe-association-executions --association-id "$association" --max-items "$most" \
      --filters "Key=CreatedTime,Value=$since,Type=GREATER_THAN" \
      --query '{AssociationExecutions:AssociationExecutions}' || continue
    for execution in $(aws ssm describe-association-executions --association-id "$association" --max-items "$most" \
      --filters "Key=CreatedTime,Value=$since,Type=GREATER_THAN" --output text \
      --query 'AssociationExecutions[].[ExecutionId,ResourceCountByStatus]' 2>/dev/null |
      grep -v '{\(Success=[0-9]*\)\{0,1\}}$' | cut -f1 | some "$few"); do
      [ "$execution" = None ] && continue
      ask ssm:DescribeAssociationExecutionTargets \
        "{\"AssociationId\":\"$association\",\"ExecutionId\":\"$execution\"}" \
        ssm describe-association-execution-targets --association-id "$association" --execution-id "$execution"
    done
  done
}

# windows - runs of maintenance windows since, their tasks, and what these started.
windows() {
  for window in $(ids ssm describe-maintenance-windows --query 'WindowIdentities[].WindowId'); do
    ask ssm:DescribeMaintenanceWindowExecutions "{\"WindowId\":\"$window\"}" \
      ssm describe-maintenance-window-executions --window-id "$window" --max-items "$few" \
      --filters "Key=ExecutedAfter,Values=$since" --query '{WindowExecutions:WindowExecutions}' || continue
    for execution in $(ids ssm describe-maintenance-window-executions --window-id "$window" --max-items "$few" \
      --filters "Key=ExecutedAfter,Values=$since" --query 'WindowExecutions[].WindowExecutionId'); do
      ask ssm:DescribeMaintenanceWindowExecutionTasks "{\"WindowExecutionId\":\"$execution\"}" \
        ssm describe-maintenance-window-execution-tasks --window-execution-id "$execution" || continue
      for task in $(ids ssm describe-maintenance-window-execution-tasks --window-execution-id "$execution" \
        --query 'WindowExecutionTaskIdentities[].TaskExecutionId'); do
        ask ssm:DescribeMaintenanceWindowExecutionTaskInvocations \
          "{\"WindowExecutionId\":\"$execution\",\"TaskId\":\"$task\"}" \
          ssm describe-maintenance-window-execution-task-invocations \
          --window-execution-id "$execution" --task-id "$task" \
          --query '{WindowExecutionTaskInvocationIdentities:WindowExecutionTaskInvocationIdentities[].{WindowExecutionId:WindowExecutionId,TaskExecutionId:TaskExecutionId,InvocationId:InvocationId,ExecutionId:ExecutionId,TaskType:TaskType,Status:Status,StatusDetails:StatusDetails,StartTime:StartTime,EndTime:EndTime,WindowTargetId:WindowTargetId}}'
      done
    done
  done
}

if [ "$days" -gt 0 ]; then
  then=$(($(date +%s) - days * 86400))
  # Both of the date commands that there are.
  since=$(date -u -d "@$then" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$then" +%Y-%m-%dT%H:%M:%SZ)
  case $region in
    cn-*) identity_region=cn-north-1 ;;
    us-gov-*) identity_region=us-gov-west-1 ;;
    eusc-*) identity_region=eusc-de-east-1 ;;
    *) identity_region=us-east-1 ;;
  esac
  : >"$work/commands"
  trail "$region" $refused_calls $changing_calls
  trail "$identity_region" $identity_calls
  commands
  automations
  associations
  windows
fi

# entries FOLDER - the members of an object: a listing as it is, and what was asked once a resource as a list.
entries() {
  comma=""
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    printf '%s"%s:%s":' "$comma" "${name%%_*}" "${name#*_}"
    case $(head -c 10 "$file") in
      '{"input":'*) printf '['; sed '$ s/,$//' "$file"; printf ']' ;;
      *) cat "$file" ;;
    esac
    comma=,
  done
}

account=$(aws sts get-caller-identity --query Account --output text) || exit 1
partition=$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)
printf '{"muster":1,"scope":{"partition":"%s","account":"%s","region":"%s"},"at":"%s",\n' \
  "$partition" "$account" "$region" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf '"documents":{'; entries "$work/documents"; printf '},\n"errors":{'; entries "$work/errors"; printf '}}\n'
