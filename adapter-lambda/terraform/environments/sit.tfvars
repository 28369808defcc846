# Depends on the account and is passed separately: user_pool_arn, and alarm_topic_arns for notifications.
environment        = "sit"
log_retention_days = 30

# Little traffic: one failed request of three is not a trend.
alarm_minimum_requests = 20
