/**
 * What AWS calls its services at the beginning of their hosts and at the end of their endpoints' names: each `endpointPrefix` of
 * the service models of AWS's SDKs (those of botocore 1.43.11), where it is one word, and each such name of an interface or gateway
 * endpoint that the PrivateLink guide lists under another word ("AWS services that integrate with AWS PrivateLink",
 * docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html). A single word is taken for a service only
 * where it is one of these, as a word that is mistyped leads to public addresses like any other. One that is missing here can
 * still be asked for by its host or by the whole name of its endpoints.
 */
const words = `
  access-analyzer account acm acm-pca aco-automation agreement-marketplace aidevops aiops airflow
  airflow-serverless amplify amplifybackend amplifyuibuilder aoss apigateway app-integrations appconfig
  appconfigdata appfabric appflow application-autoscaling application-cost-profiler application-signals
  applicationinsights appmesh appmesh-envoy-management apprunner appstream2 appsync aps aps-workspaces
  arc-region-switch arc-zonal-shift artifact athena auditmanager autoscaling autoscaling-plans b2bi backup
  backup-gateway backup-search batch bcm-dashboards bcm-data-exports bcm-pricing-calculator
  bcm-recommended-actions bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore
  bedrock-agentcore-control bedrock-data-automation bedrock-data-automation-runtime bedrock-runtime billing
  billingconductor braket budgets cases cassandra cassandra-streams ce chatbot chime cleanrooms cleanrooms-ml
  cloud9 cloudcontrolapi clouddirectory cloudformation cloudfront cloudfront-keyvaluestore cloudhsm cloudhsmv2
  cloudsearch cloudsearchdomain cloudtrail cloudtrail-data codeartifact codebuild codecatalyst codecommit
  codeconnections codedeploy codeguru-profiler codeguru-reviewer codeguru-security codepipeline
  codestar-connections codestar-notifications cognito-identity cognito-idp cognito-sync comprehend
  comprehendmedical compute-optimizer config connect connect-campaigns contact-lens controlcatalog controltower
  cost-optimization-hub cur data-signer databrew dataexchange datapipeline datasync datazone dax deadline
  deployment-marketplace devicefarm devops-guru directconnect discovery discovery-marketplace dlm dms
  docdb-elastic drs ds ds-data dsql dynamodb ebs ec2 ec2-instance-connect ec2messages ecs ecs-agent
  ecs-telemetry eks eks-auth elasticache elasticbeanstalk elasticbeanstalk-health elasticfilesystem
  elasticloadbalancing elasticmapreduce elemental-inference email email-smtp emr-containers emr-serverless
  entityresolution es events evs execute-api finspace finspace-api firehose fis fms forecast forecastquery
  frauddetector freetier fsx gamelift gameliftstreams geo geo-maps geo-places geo-routes git-codecommit glacier
  globalaccelerator glue grafana greengrass groundstation guardduty health health-agent healthlake iam
  identity-chime identitystore imagebuilder importexport inspector inspector-scan inspector2 interconnect
  internetmonitor invoicing iot iotevents iotfleetwise iotsitewise iotthingsgraph iottwinmaker ivs ivschat
  ivsrealtime kafka kafkaconnect kendra kendra-ranking kinesis kinesis-firehose kinesis-streams
  kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard license-manager
  license-manager-linux-subscriptions license-manager-user-subscriptions lightsail logs lookoutequipment m2
  machinelearning macie2 mail-manager managedblockchain managedblockchain-query marketplacecommerceanalytics
  media-pipelines-chime mediaconnect mediaconvert medialive mediapackage mediapackage-vod mediapackagev2
  mediastore medical-imaging meetings-chime memory-db messaging-chime mgh mgn migrationhub-config
  migrationhub-orchestrator migrationhub-strategy models-v2-lex monitoring mpa mq mturk-requester neptune-db
  neptune-graph network-firewall networkflowmonitor networkmanager networkmonitor notifications
  notifications-contacts nova-act oam observabilityadmin odb oidc omics organizations osis outposts panorama
  partnercentral-account partnercentral-benefits partnercentral-channel partnercentral-selling pca-connector-ad
  pca-connector-scep pcs personalize personalize-events personalize-runtime pi pinpoint pipes polly profile
  proton qbusiness quicksight ram rbin rds rds-data redshift redshift-data redshift-serverless refactor-spaces
  rekognition reporting-marketplace repostspace resiliencehub resource-explorer-2 resource-groups rolesanywhere
  route53 route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness route53domains
  route53globalresolver route53profiles route53resolver rtbfabric rum runtime-v2-lex s3 s3-control s3-outposts
  s3express s3files s3tables s3vectors sagemaker-geospatial savingsplans scheduler schemas scn sdb
  secretsmanager security-ir securityagent securityhub securitylake serverlessrepo servicecatalog
  servicecatalog-appregistry servicediscovery servicequotas shield signer signin simspaceweaver sms-voice
  snow-device-management snowball sns social-messaging sqs ssm ssm-contacts ssm-guiconnect ssm-incidents
  ssm-quicksetup ssm-sap ssmmessages sso states storagegateway sts support supportapp sustainability swf
  sync-states synthetics tagging tax textract thinclient timestream-influxdb tnb transcribe transcribestreaming
  transfer translate trustedadvisor uxc verifiedpermissions voice-chime voiceid vpc-lattice waf waf-regional
  wafv2 wellarchitected wisdom workdocs workmail workmailmessageflow workspaces workspaces-instances
  workspaces-web xray
`;

const known: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

export function isKnownService(word: string): boolean {
  return known.has(word.replace(/-fips$/, ""));
}
