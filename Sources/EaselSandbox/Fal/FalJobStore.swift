actor FalJobStore { func release() {}
 func report() -> [String] { [] } }
