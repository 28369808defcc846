# user_pool_arn depends on the account and is passed separately.
environment        = "sit"
log_retention_days = 30
