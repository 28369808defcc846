# What the account knows is given with it: user_pool_arn, alarm_topic_arns (without which nobody is woken), and
# cors_allow_origin, required_group or required_scope once they are decided (docs/operations.md).
environment        = "prod"
log_retention_days = 365

# 50 instances do these 100 requests a second even when each takes half a second.
throttling_rate_limit  = 100
throttling_burst_limit = 200
reserved_concurrency   = 50

# Here one failed request of one is worth a look.
alarm_minimum_requests = 1
