# The first two variables are required. The others have defaults; environments/ has the values that differ between dev, sit
# and prod. In prod more of them are required, because a value that an apply leaves out is reset: the artifact, the release,
# the topics of the alarms, the CORS origin, and the decision on who may write.

variable "environment" {
  description = "The environment: dev, sit, prod, or the name of a sandbox. The names of the functions, the table and the stage end with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,15}$", var.environment))
    error_message = "The environment must be 2 to 16 lower-case letters and digits and begin with a letter, such as dev, sit or prod."
  }
}

variable "user_pool_arn" {
  description = "The ARN of the portal's Cognito user pool, whose tokens the API accepts."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[A-Za-z0-9_-]+$", var.user_pool_arn))
    error_message = "The user pool must be an ARN: arn:aws:cognito-idp:<region>:<account>:userpool/<id>."
  }
}

variable "region" {
  description = "The AWS region of all resources."
  type        = string
  default     = "af-south-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be the name of an AWS region, such as af-south-1."
  }
}

# The functions

variable "zip_path" {
  description = "The path of a zip on this machine, relative to the directory in which Terraform runs, for a sandbox, dev or sit. Not used if artifact or image_uri is set."
  type        = string
  default     = "../target/update-order-lambda.zip"

  validation {
    condition     = endswith(var.zip_path, ".zip")
    error_message = "The path must end with .zip."
  }
}

variable "artifact" {
  description = "The published zip to run: the bucket, the key and the version of an object in S3; null runs zip_path or image_uri."
  type = object({
    bucket  = string
    key     = string
    version = string
  })
  default = null

  # Without versions, S3 gives each object the version null, which does not say what is deployed.
  validation {
    condition = var.artifact == null ? true : (
      can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.artifact.bucket))
      && can(regex("^[^/].*\\.zip$", var.artifact.key))
      && can(regex("^[A-Za-z0-9._-]+$", var.artifact.version))
      && var.artifact.version != "null"
    )
    error_message = "The artifact must have the bucket, the key (*.zip) and the version id of an object in a bucket with versions."
  }

  validation {
    condition     = var.artifact == null || var.image_uri == null
    error_message = "Set artifact or image_uri, not both."
  }

  # An apply from another checkout would deploy that checkout's code.
  validation {
    condition     = var.environment != "prod" || var.artifact != null || can(regex("@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "prod runs a published artifact only: set artifact (bucket, key and version of an object in S3), or image_uri with a digest."
  }
}

variable "image_uri" {
  description = "The container image in ECR to run instead of the zip, by digest or by an immutable tag; null runs the zip. The functions of an image have other names, which end with -image."
  type        = string
  default     = null

  # Terraform does not notice when a tag moves to another image, so a new latest would never be deployed.
  validation {
    condition = var.image_uri == null ? true : (
      can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.image_uri))
      && !endswith(var.image_uri, ":latest")
    )
    error_message = "The image must be in ECR and have a digest or a tag other than latest: <account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>."
  }
}

variable "runtime" {
  description = "The Java runtime of the zip. java25 is not offered: the AWS provider that versions.tf pins rejects it."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java17", "java21"], var.runtime)
    error_message = "The runtime must be java17 or java21: the classes in the zip are Java 17 bytecode, and the pinned AWS provider rejects java25."
  }
}

variable "release" {
  description = "The version or the commit that is deployed. It is in the description, the tags and the variable RELEASE of the functions, so each release publishes a new version, even of the same code. null is for a sandbox."
  type        = string
  default     = null

  validation {
    condition     = var.release == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$", var.release))
    error_message = "The release must be a version or a commit: 1 to 64 characters of A-Z, a-z, 0-9, ., _, + and -."
  }

  validation {
    condition     = var.environment != "prod" || var.release != null
    error_message = "prod requires a release: the version or the commit that is deployed."
  }
}

variable "architecture" {
  description = "The processor architecture: arm64 or x86_64. An image must be built for it; the zip runs on both."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture must be arm64 or x86_64."
  }
}

variable "memory_mb" {
  description = "The memory of each function in MB. The processor time that Lambda gives grows with it."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mb >= 256 && var.memory_mb <= 10240 && floor(var.memory_mb) == var.memory_mb
    error_message = "The memory must be a whole number of MB from 256 to 10240."
  }
}

variable "java_tool_options" {
  description = "JAVA_TOOL_OPTIONS of the zip; null sets none. An image has its own options."
  type        = string
  # Only the first compiler: most instances end before the second one pays off. And only the SDK retries a request, because it
  # counts the attempts; so requests to DynamoDB need not be streamed, which costs a millisecond each.
  default = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.http.retryPost=false"
}

variable "reserved_concurrency" {
  description = "The maximum number of instances of the function that the API calls, also reserved for it in the account; 0 stops the function, null sets no limit. Lambda leaves 100 instances of the account's quota unreserved: with the quota of 10 of a new account it rejects every number but 0, so leave null until the quota is raised."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 0 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "The reserved concurrency must be a whole number from 0, or null for no limit."
  }

  # Otherwise the stage accepts requests for which there is no instance, and their response is a 500 instead of a 429.
  validation {
    condition = try(var.reserved_concurrency > 0, false) ? (
      var.throttling_burst_limit + 0.5 * var.throttling_rate_limit <= var.reserved_concurrency
    ) : true
    error_message = "The stage accepts more than the function can take: throttling_burst_limit + 0.5 s * throttling_rate_limit must not exceed reserved_concurrency."
  }
}

variable "log_level" {
  description = "The lowest level that is logged. With WARN or ERROR the alarm history-stopped sees no change, and with ERROR the canary sees no response: they read lines of the levels INFO and WARN."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "The log level must be TRACE, DEBUG, INFO, WARN or ERROR."
  }

  validation {
    condition     = var.environment != "prod" || !contains(["WARN", "ERROR"], var.log_level)
    error_message = "prod requires the log level INFO or a lower one: alarms read the lines of successful requests."
  }
}

variable "cors_allow_origin" {
  description = "The web origin whose pages may call the API; * for all. null is * outside prod."
  type        = string
  default     = null

  validation {
    condition     = var.cors_allow_origin == null ? true : can(regex("^(\\*|https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)$", var.cors_allow_origin))
    error_message = "The CORS origin must be * or one web origin without a path, such as https://portal.example.com."
  }

  validation {
    condition     = var.environment != "prod" || var.cors_allow_origin != null
    error_message = "prod requires a decision on cors_allow_origin: the origin of the portal, or * for all."
  }
}

variable "writers" {
  description = "\"everyone in the tenant\" if every user of a tenant may update its orders; null if required_group or required_scope limits them. Outside prod null without a limit means everyone too."
  type        = string
  default     = null

  validation {
    condition     = var.writers == null || try(var.writers == "everyone in the tenant", false)
    error_message = "writers must be \"everyone in the tenant\" or null. Set required_group or required_scope to limit who may write."
  }

  validation {
    condition     = var.writers == null || (var.required_group == null && var.required_scope == null)
    error_message = "writers contradicts required_group or required_scope: set one of them."
  }

  validation {
    condition     = var.environment != "prod" || var.writers != null || var.required_group != null || var.required_scope != null
    error_message = "prod requires a decision on who may write: required_group, required_scope, or writers = \"everyone in the tenant\"."
  }
}

variable "required_group" {
  description = "The Cognito group that clients must belong to; null lets every user of a tenant update its orders."
  type        = string
  default     = null

  validation {
    condition     = var.required_group == null ? true : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}$", var.required_group)) && !strcontains(var.required_group, ",")
    error_message = "The required group must be the name of a Cognito group (1 to 128 characters, no blanks, no commas), or null for none."
  }
}

variable "required_scope" {
  description = "The OAuth scope that tokens must have; null requires none. With a scope the API accepts access tokens, without one ID tokens."
  type        = string
  default     = null

  validation {
    condition     = var.required_scope == null ? true : can(regex("^[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}$", var.required_scope))
    error_message = "The required scope must be one OAuth scope, such as orders/write, or null for none."
  }
}

variable "require_if_match" {
  description = "Whether a change requires If-Match. If not, a client can overwrite a change that it has not seen. See docs/operations.md, Require If-Match."
  type        = bool
  default     = false
  nullable    = false
}

variable "priming_requests" {
  description = "The number of requests that the function sends to itself before its first one; 0 for none, null for the default of the code. See docs/operations.md, Start."
  type        = number
  default     = null

  validation {
    condition     = var.priming_requests == null || can(regex("^\\d{1,4}$", var.priming_requests))
    error_message = "priming_requests must be null or a whole number from 0 to 9999."
  }
}

variable "priming_limit_millis" {
  description = "The time limit in ms of the first request to DynamoDB in an init phase; null for the default of the code. See docs/operations.md, Start."
  type        = number
  default     = null

  validation {
    # The function returns from init two seconds after the limit at the latest, and Lambda ends init after ten.
    condition     = var.priming_limit_millis == null || can(regex("^[1-9]\\d*$", var.priming_limit_millis)) && try(var.priming_limit_millis <= 7000, false)
    error_message = "priming_limit_millis must be null or a whole number from 1 to 7000."
  }
}

variable "permissions_boundary_arn" {
  description = "The ARN of the permissions boundary of every role that is created here; null is none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary_arn))
    error_message = "The permissions boundary must be the ARN of a policy: arn:aws:iam::<account>:policy/<name>."
  }
}

variable "tags" {
  description = "More tags of all resources, such as the cost centre. They cannot replace Environment, Project, Component, ManagedBy and Release."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.tags), ["Environment", "Project", "Component", "ManagedBy", "Release"])) == 0
    error_message = "The tags Environment, Project, Component, ManagedBy and Release are set by this configuration."
  }
}

# The table, which another repository owns

variable "table_name" {
  description = "The name of the orders table; null is bbws-customer-portal-orders-<environment>."
  type        = string
  default     = null

  validation {
    condition     = var.table_name == null ? true : can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "The table name must be 3 to 255 characters of A-Z, a-z, 0-9, _, . and -, or null for the environment's table."
  }
}

variable "table_arn" {
  description = "The ARN of the orders table; null is the table with this name in this account and region."
  type        = string
  default     = null

  # No * and no /index/…: the role has permissions on this table only.
  validation {
    condition     = var.table_arn == null ? true : can(regex("^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$", var.table_arn))
    error_message = "The table must be an ARN: arn:aws:dynamodb:<region>:<account>:table/<name>."
  }
}

variable "table_stream_arn" {
  description = "The ARN of the stream of the orders table, whose view type must be NEW_AND_OLD_IMAGES; null looks it up by the name of the table."
  type        = string
  default     = null

  validation {
    condition     = var.table_stream_arn == null ? true : can(regex("^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}/stream/[0-9T:.-]+$", var.table_stream_arn))
    error_message = "The stream must be an ARN: arn:aws:dynamodb:<region>:<account>:table/<name>/stream/<label>."
  }
}

variable "table_kms_key_arn" {
  description = "The ARN of the customer-managed key that encrypts the table; null if it has none. The roles may decrypt with it, through DynamoDB only."
  type        = string
  default     = null

  validation {
    condition     = var.table_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.table_kms_key_arn))
    error_message = "The key of the table must be an ARN: arn:aws:kms:<region>:<account>:key/<id>."
  }
}

variable "create_table" {
  description = "Whether to create the table, for a sandbox without one. Leave false where the other repository creates the table."
  type        = bool
  default     = false
}

variable "table_deletion_protection" {
  description = "Whether a table that is created here is protected from deletion."
  type        = bool
  default     = true
}

# The history of orders

variable "history_batch_size" {
  description = "The maximum number of changes in a batch."
  type        = number
  default     = 100

  validation {
    condition     = var.history_batch_size >= 1 && var.history_batch_size <= 1000 && floor(var.history_batch_size) == var.history_batch_size
    error_message = "The batch size must be a whole number of changes from 1 to 1000."
  }
}

variable "history_batch_window_seconds" {
  description = "The maximum time in seconds to wait until a batch is full."
  type        = number
  default     = 1

  validation {
    condition     = var.history_batch_window_seconds >= 0 && var.history_batch_window_seconds <= 300 && floor(var.history_batch_window_seconds) == var.history_batch_window_seconds
    error_message = "The batch window must be a whole number of seconds from 0 to 300."
  }
}

variable "history_max_retries" {
  description = "The number of retries of a change that cannot be recorded. Then it is given up and sent to the queue. Later changes in the same shard of the stream wait until then."
  type        = number
  # An attempt takes 8.5 s if the database or SNS does not respond, so these retries last for half an hour without a response.
  default = 200

  # -1, which means without limit, is not allowed.
  validation {
    condition     = var.history_max_retries >= 0 && var.history_max_retries <= 10000 && floor(var.history_max_retries) == var.history_max_retries
    error_message = "The number of retries must be a whole number from 0 to 10000."
  }
}

variable "history_max_record_age_seconds" {
  description = "The maximum age of a change in seconds. An older one is given up and sent to the queue."
  type        = number
  # The day for which a stream keeps a record. With less, a record that was given up for its age is given up again when the
  # stream is read again, and the first deployment gives up the older records of the stream.
  default = 86400

  validation {
    condition     = var.history_max_record_age_seconds >= 60 && var.history_max_record_age_seconds <= 86400 && floor(var.history_max_record_age_seconds) == var.history_max_record_age_seconds
    error_message = "The maximum age must be a whole number of seconds from 60 to 86400, the day for which a stream keeps a record."
  }
}

variable "queue_kms_key_arn" {
  description = "The ARN of the customer-managed key that encrypts the queue of changes that were given up; null uses the key of SQS."
  type        = string
  default     = null

  validation {
    condition     = var.queue_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.queue_kms_key_arn))
    error_message = "The key of the queue must be an ARN: arn:aws:kms:<region>:<account>:key/<id>."
  }
}

# The order events

variable "publish_events" {
  description = "Whether to publish an event for each change of an order, to a topic that is created here."
  type        = bool
  default     = true
  nullable    = false
}

variable "events_kms_key_arn" {
  description = "The ARN of the customer-managed key that encrypts the topic of the events; null uses the key that AWS manages for SNS. The policy of the key must allow its use with the permissions of roles."
  type        = string
  default     = null

  validation {
    condition     = var.events_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.events_kms_key_arn))
    error_message = "The key of the topic must be an ARN: arn:aws:kms:<region>:<account>:key/<id>."
  }
}

variable "create_example_subscription" {
  description = "Whether to create a queue that subscribes to the events, as an example and for tests of a sandbox."
  type        = bool
  default     = false
  nullable    = false
}

# The API

variable "throttling_rate_limit" {
  description = "The sustained number of requests per second that the stage accepts. The response to others is 429."
  type        = number
  # With the burst, the 10 instances of a new account are enough for requests of half a second.
  default = 10

  validation {
    condition     = var.throttling_rate_limit >= 1 && var.throttling_rate_limit <= 10000
    error_message = "The rate limit must be 1 to 10000 requests per second."
  }
}

variable "throttling_burst_limit" {
  description = "The number of requests that the stage accepts at once before the rate limit applies."
  type        = number
  default     = 5

  validation {
    condition     = var.throttling_burst_limit >= 1 && var.throttling_burst_limit <= 5000 && floor(var.throttling_burst_limit) == var.throttling_burst_limit
    error_message = "The burst limit must be a whole number of requests from 1 to 5000."
  }
}

variable "domain" {
  description = "The custom domain of the API, and the ARN of its certificate in this region; null is none. With only = true the URL of API Gateway is turned off."
  type = object({
    name            = string
    certificate_arn = string
    only            = optional(bool, false)
  })
  default = null

  validation {
    condition = var.domain == null ? true : (
      can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.domain.name))
      && can(regex("^arn:aws[a-z-]*:acm:${var.region}:[0-9]{12}:certificate/[A-Za-z0-9-]+$", var.domain.certificate_arn))
    )
    error_message = "The domain must have a name such as orders.example.com, and the ARN of a certificate in the region of the API: arn:aws:acm:<region>:<account>:certificate/<id>."
  }
}

variable "web_acl_arn" {
  description = "The ARN of the web ACL (WAF) of the stage; null is none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null ? true : can(regex("^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]+/[A-Za-z0-9-]+$", var.web_acl_arn))
    error_message = "The web ACL must be the ARN of a regional one: arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>."
  }
}

variable "api_fail_on_warnings" {
  description = "Whether the deployment fails if API Gateway ignores a part of openapi.yaml. API Gateway also ignores examples, which is harmless. So set it only in a sandbox, to test a changed file."
  type        = bool
  default     = false
}

variable "create_api_gateway_account_role" {
  description = "Whether to create the role with which API Gateway writes logs. The account has one for each region: set it in one deployment at most, and only if no other repository creates the role."
  type        = bool
  default     = false
}

# Monitoring

variable "log_retention_days" {
  description = "The number of days for which the logs of the functions and of the API are kept."
  type        = number
  default     = 30

  # 0, which means without limit, is not allowed.
  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days
    )
    error_message = "The retention must be a number of days that CloudWatch offers: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or one of the longer ones."
  }
}

variable "log_kms_key_arn" {
  description = "The ARN of the customer-managed key for the logs; null uses the key of CloudWatch. The policy of the key must allow logs.<region>.amazonaws.com to use it."
  type        = string
  default     = null

  validation {
    condition     = var.log_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.log_kms_key_arn))
    error_message = "The key of the logs must be an ARN: arn:aws:kms:<region>:<account>:key/<id>."
  }
}

variable "page_topic_arns" {
  description = "The ARNs of the SNS topics that call the person on duty, now. Without one, no person is called."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.page_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "Each topic for pages must be an ARN: arn:aws:sns:<region>:<account>:<name>."
  }

  validation {
    condition     = var.environment != "prod" || length(var.page_topic_arns) > 0
    error_message = "The pages of prod have no topic: set page_topic_arns."
  }
}

variable "ticket_topic_arns" {
  description = "The ARNs of the SNS topics for the alarms that wait until working hours. Without one, no notification is sent."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.ticket_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "Each topic for tickets must be an ARN: arn:aws:sns:<region>:<account>:<name>."
  }

  validation {
    condition     = var.environment != "prod" || length(var.ticket_topic_arns) > 0
    error_message = "The tickets of prod have no topic: set ticket_topic_arns."
  }
}

variable "runbook_url" {
  description = "The URL of the runbook. The description of each alarm ends with it and the section of the alarm."
  type        = string
  default     = "https://github.com/bbws/order-service/blob/main/docs/runbook.md"

  validation {
    condition     = can(regex("^https://[^\\s#]{1,200}$", var.runbook_url))
    error_message = "The URL of the runbook must begin with https:// and have no blanks and no fragment."
  }
}

variable "alarm_minimum_requests" {
  description = "The minimum number of requests in five minutes for an alarm of a share or of the duration. It prevents an alarm for one failed request where there is little traffic."
  type        = number
  default     = 20

  validation {
    condition     = var.alarm_minimum_requests >= 1 && floor(var.alarm_minimum_requests) == var.alarm_minimum_requests
    error_message = "The minimum number of requests must be a whole number from 1."
  }
}

variable "alarm_api_5xx_count" {
  description = "The number of responses with status 5xx in five minutes above which an alarm is raised."
  type        = number
  default     = 5

  validation {
    condition     = var.alarm_api_5xx_count >= 0 && floor(var.alarm_api_5xx_count) == var.alarm_api_5xx_count
    error_message = "The number of 5xx responses must be a whole number from 0."
  }
}

variable "alarm_history_age_seconds" {
  description = "The age in seconds of the oldest unrecorded change above which an alarm is raised."
  type        = number
  default     = 900

  validation {
    condition     = var.alarm_history_age_seconds >= 60 && var.alarm_history_age_seconds <= 86400 && floor(var.alarm_history_age_seconds) == var.alarm_history_age_seconds
    error_message = "The age must be a whole number of seconds from 60 to 86400."
  }
}

variable "slo_availability_percent" {
  description = "The objective for the share of the responses without 5xx, over 30 days."
  type        = number
  default     = 99

  # The alarm of the fastest rate is at 14.4 times the budget, which must be below 100 %.
  validation {
    condition     = var.slo_availability_percent >= 95 && var.slo_availability_percent < 100
    error_message = "The objective for the availability must be at least 95 and below 100 %."
  }
}

variable "slo_latency_percent" {
  description = "The objective for the share of the responses within slo_latency_ms, over 30 days."
  type        = number
  default     = 95

  validation {
    condition     = var.slo_latency_percent >= 95 && var.slo_latency_percent < 100
    error_message = "The objective for the latency must be at least 95 and below 100 %."
  }
}

variable "slo_latency_ms" {
  description = "The time in ms within which a response is in time, measured by API Gateway."
  type        = number
  default     = 2000

  validation {
    condition     = var.slo_latency_ms >= 1 && var.slo_latency_ms <= 29000 && floor(var.slo_latency_ms) == var.slo_latency_ms
    error_message = "The time must be a whole number of ms from 1 to 29000, after which API Gateway stops."
  }
}

variable "slo_minimum_failures" {
  description = "The minimum number of failed or slow responses in a long window for an alarm of an objective. It prevents a page for one failed request at night."
  type        = number
  default     = 5

  validation {
    condition     = var.slo_minimum_failures >= 1 && floor(var.slo_minimum_failures) == var.slo_minimum_failures
    error_message = "The minimum number of failures must be a whole number from 1."
  }
}

variable "canary" {
  description = "The app client whose token the canary sends, and the URL of the user pool's token endpoint; null is no canary. The app client needs the grant client_credentials, required_scope, and a tenant without orders, which a pre-token trigger adds (docs/api.md). Not with required_group."
  type = object({
    client_id = string
    token_url = string
  })
  default = null

  validation {
    condition     = var.canary == null ? true : can(regex("^[\\w+]{1,128}$", var.canary.client_id)) && can(regex("^https://[A-Za-z0-9.-]+/oauth2/token$", var.canary.token_url))
    error_message = "The canary must have the id of an app client, and a token endpoint: https://<domain>/oauth2/token."
  }

  # Client credentials give access tokens, which the API accepts only with a scope.
  validation {
    condition     = var.canary == null || var.required_scope != null
    error_message = "The canary requires required_scope: without a scope the API accepts ID tokens only, and a machine gets none."
  }

  # The function would answer each request of the canary with 403.
  validation {
    condition     = var.canary == null || var.required_group == null
    error_message = "The canary has no group: a machine's token contains none."
  }
}
