# The first two variables are required. The others have defaults; environments/ has the values that differ between dev, sit
# and prod.

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
  description = "The path of the zip, relative to the directory in which Terraform runs. Not used if image_uri is set."
  type        = string
  default     = "../target/update-order-lambda.zip"

  validation {
    condition     = endswith(var.zip_path, ".zip")
    error_message = "The path must end with .zip."
  }
}

variable "image_uri" {
  description = "The container image in ECR to run instead of the zip, by digest or by an immutable tag; null runs the zip."
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
  description = "The Java runtime of the zip. java25 needs version 6 of the AWS provider; version 5 rejects it."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java17", "java21", "java25"], var.runtime)
    error_message = "The runtime must be java17, java21 or java25: the classes in the zip are Java 17 bytecode."
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
  description = "The maximum number of instances of the function that the API calls, also reserved for it in the account; 0 stops the function, null sets no limit."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 0 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "The reserved concurrency must be a whole number from 0, or null for no limit."
  }
}

variable "live_version" {
  description = "The published version that the alias live points to. Set a number to roll back; null is the newest version."
  type        = string
  default     = null

  # Not $LATEST: it has no snapshot, and it changes without notice.
  validation {
    condition     = var.live_version == null ? true : can(regex("^[1-9][0-9]*$", var.live_version))
    error_message = "The live version must be the number of a published version, or null for the newest."
  }
}

variable "log_level" {
  description = "The lowest level that is logged."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "The log level must be TRACE, DEBUG, INFO, WARN or ERROR."
  }
}

variable "cors_allow_origin" {
  description = "The web origin whose pages may call the API; * for all."
  type        = string
  default     = "*"

  validation {
    condition     = can(regex("^(\\*|https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)$", var.cors_allow_origin))
    error_message = "The CORS origin must be * or one web origin without a path, such as https://portal.example.com."
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
  # Half of the day for which a stream keeps a record, so that there is time to process it again.
  default = 43200

  validation {
    condition     = var.history_max_record_age_seconds >= 60 && var.history_max_record_age_seconds <= 86400 && floor(var.history_max_record_age_seconds) == var.history_max_record_age_seconds
    error_message = "The maximum age must be a whole number of seconds from 60 to 86400, the day for which a stream keeps a record."
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
  default     = 20

  validation {
    condition     = var.throttling_rate_limit >= 1 && var.throttling_rate_limit <= 10000
    error_message = "The rate limit must be 1 to 10000 requests per second."
  }
}

variable "throttling_burst_limit" {
  description = "The number of requests that the stage accepts at once before the rate limit applies."
  type        = number
  default     = 40

  validation {
    condition     = var.throttling_burst_limit >= 1 && var.throttling_burst_limit <= 5000 && floor(var.throttling_burst_limit) == var.throttling_burst_limit
    error_message = "The burst limit must be a whole number of requests from 1 to 5000."
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

variable "alarm_topic_arns" {
  description = "The ARNs of the SNS topics that are notified when an alarm starts and ends. Without one, no notification is sent."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "Each alarm topic must be an ARN: arn:aws:sns:<region>:<account>:<name>."
  }
}

variable "alarm_minimum_requests" {
  description = "The minimum number of requests in five minutes for an alarm of a rate or of the duration. It prevents an alarm for one failed request where there is little traffic."
  type        = number
  default     = 1

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
