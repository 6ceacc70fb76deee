#!/usr/bin/env node
// From Node 22.1 on, compiled code is kept between runs.
require('node:module').enableCompileCache?.();
require('../dist/cli.cjs');
