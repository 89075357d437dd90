import { expect, it } from '@jest/globals';
import { looksSecret } from './looks-secret.js';

it.each([
  ['DB_PASSWORD', 'x'],
  ['dbPassword', 'x'],
  ['PASSWORD', 'x'],
  ['API_KEY', 'x'],
  ['apiKey', 'x'],
  ['STRIPE_SECRET', 'x'],
  ['spring.datasource.password', 'x'],
  ['GITHUB-TOKEN', 'x'],
  ['SESSION_COOKIE', 'x'],
  ['AWS_SECRET_ACCESS_KEY', 'x'],
  ['X', 'ghp_0123456789abcdef'],
  ['X', 'AKIAIOSFODNN7EXAMPLE'],
  ['X', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'],
  ['X', '-----BEGIN RSA PRIVATE KEY-----\nMII'],
  ['DATABASE_URL', 'postgresql://app:hunter2@db/shop'],
  ['REDIS_URL', 'redis://:hunter2@redis:6379'],
])('when a variable is %s=%s, it looks secret', (name, value) => {
  expect(looksSecret(name, value)).toBe(true);
});

it.each([
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['SECRET_NAME', 'db'],
  ['AUTH_URL', 'https://id.example.com'],
  ['MONKEY', 'x'],
  ['KEYBOARD', 'x'],
  ['PASSENGERS', '4'],
  ['AUTHOR', 'ann'],
  ['DATABASE_URL', 'postgresql://db/shop'],
  ['REPLY_TO', 'mailto:ann@example.com'],
  ['LOG_LEVEL', 'info'],
])('when a variable is %s=%s, it does not', (name, value) => {
  expect(looksSecret(name, value)).toBe(false);
});
