import { expose } from 'comlink';
import './problem-transfer.js';
import { callsOf } from './calls.js';
import { openContext } from './context.js';

expose(callsOf(openContext()));
