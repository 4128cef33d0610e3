export { type Config, ConfigError, readConfig } from './config.ts'
export { type Core, type StartOptions, startCore } from './server.ts'
