# Depends on the account and is passed separately: user_pool_arn, and alarm_topic_arns for notifications.
environment        = "dev"
log_level          = "DEBUG"
log_retention_days = 14

# Little traffic: one failed request of three is not a trend.
alarm_minimum_requests = 20
