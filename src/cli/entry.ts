import { main } from './main.js';
import { processIo } from './process-io.js';

// The command is built from here into one CommonJS file: that starts in half the time the modules need.
void main(process.argv.slice(2), processIo()).then((status) => {
  process.exitCode = status;
});
