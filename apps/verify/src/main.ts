#!/usr/bin/env node
import { verify } from './verify.js';

process.exitCode = await verify(process.argv.slice(2));
