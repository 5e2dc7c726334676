/** Where `@pulumi/gcp` leaves Terraform's words. */

/** The words that a module stands for in Terraform's types; '' where types leave it out. */
export const googleModule = ([module = '']: readonly string[]): readonly string[] =>
  MODULES.get(module) ?? [module];

const MODULES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    apigateway: ['api_gateway'],
    appengine: ['app_engine'],
    artifactregistry: ['artifact_registry'],
    certificatemanager: ['certificate_manager'],
    cloudfunctionsv2: ['cloudfunctions2'],
    cloudrun: ['cloud_run'],
    cloudrunv2: ['cloud_run_v2'],
    cloudscheduler: ['cloud_scheduler'],
    cloudtasks: ['cloud_tasks'],
    kms: ['kms'],
    organizations: ['', 'organization'],
    projects: ['project'],
    secretmanager: ['secret_manager'],
    servicenetworking: ['service_networking'],
    sql: ['sql'],
    vertex: ['vertex_ai'],
    vpcaccess: ['vpc_access'],
  }),
);

export const GOOGLE_EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'cloudfunctions.CallbackFunction': 'google_cloudfunctions_function',
    'cloudfunctions.HttpCallbackFunction': 'google_cloudfunctions_function',
    'cloudrun.IamMember': 'google_cloud_run_service_iam_member',
    'cloudrunv2.ServiceIamMember': 'google_cloud_run_v2_service_iam_member',
    'cloudfunctions.FunctionIamMember': 'google_cloudfunctions_function_iam_member',
    'container.Cluster': 'google_container_cluster',
    'iam.WorkloadIdentityPool': 'google_iam_workload_identity_pool',
    'iam.WorkloadIdentityPoolProvider': 'google_iam_workload_identity_pool_provider',
    'organizations.Project': 'google_project',
    'projects.IAMBinding': 'google_project_iam_binding',
    'projects.IAMMember': 'google_project_iam_member',
    'projects.Service': 'google_project_service',
    'serviceaccount.Account': 'google_service_account',
    'serviceaccount.IAMBinding': 'google_service_account_iam_binding',
    'serviceaccount.IAMMember': 'google_service_account_iam_member',
    'serviceaccount.Key': 'google_service_account_key',
    'serviceAccount.Account': 'google_service_account',
    'serviceAccount.IAMBinding': 'google_service_account_iam_binding',
    'serviceAccount.IAMMember': 'google_service_account_iam_member',
    'serviceAccount.Key': 'google_service_account_key',
    'storage.BucketIAMBinding': 'google_storage_bucket_iam_binding',
    'storage.BucketIAMMember': 'google_storage_bucket_iam_member',
  }),
);
