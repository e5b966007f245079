#!/bin/sh
# Writes AWS's answers about one account and Region to standard output, as a bundle for `muster diagnose`.
# It needs the AWS CLI and nothing else, reads only, and asks one call after the other:
#   AWS_DEFAULT_REGION=eu-west-1 sh make-bundle.sh > bundle.json
set -u
region=${AWS_DEFAULT_REGION:-${AWS_REGION:-}}
[ -n "$region" ] || { echo "AWS_DEFAULT_REGION says which Region." >&2; exit 64; }
export AWS_PAGER=""
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
