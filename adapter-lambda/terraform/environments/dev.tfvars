# user_pool_arn depends on the account and is passed separately.
environment        = "dev"
log_level          = "DEBUG"
log_retention_days = 14
