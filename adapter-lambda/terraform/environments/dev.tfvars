# What the account knows is given with it: user_pool_arn, and alarm_topic_arns if anybody is to be told.
environment        = "dev"
log_level          = "DEBUG"
log_retention_days = 14

# Little traffic: one failed request of three is no trend.
alarm_minimum_requests = 20
