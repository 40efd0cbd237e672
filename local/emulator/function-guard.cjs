"use strict";

// Loaded into every Lambda function's Node process ahead of the function: it takes away what belongs to the emulator
// alone, and ends the process when the emulator is gone, which AWS would do by freezing the environment.

const emulatorOnly =
  /^(AUTH|BIND_HOST|DOCKER_HOST|GATEWAY_PORT|HOME|IOT_MTLS_ENABLED|LAMBDA_EXECUTOR|LC_CTYPE|MINISTACK_.*|PERSIST_STATE|PYTHON.*|S3_DATA_DIR|S3_PERSIST|SFTP_ENABLED|STATE_DIR)$/;
for (const name of Object.keys(process.env)) if (emulatorOnly.test(name)) delete process.env[name];

const emulator = process.ppid;
setInterval(() => {
  if (process.ppid !== emulator) process.exit(1);
}, 500).unref();
