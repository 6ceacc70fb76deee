export * from '../limits.js';
