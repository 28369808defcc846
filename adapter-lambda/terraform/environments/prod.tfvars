# Depends on the account and is passed separately: user_pool_arn, alarm_topic_arns for notifications, and cors_allow_origin,
# required_group or required_scope when they are decided (docs/operations.md).
environment        = "prod"
log_retention_days = 365

# 50 instances handle these 100 requests per second even if each takes half a second.
throttling_rate_limit  = 100
throttling_burst_limit = 200
reserved_concurrency   = 50

# Here a single failed request raises an alarm.
alarm_minimum_requests = 1
