// The face's scenarios in Node, where the module is loaded by the import.
import { describe, test } from 'node:test';
import { subjects } from '../face/all.mjs';

for (const [subject, scenarios] of Object.entries(subjects)) {
  describe(subject, () => {
    for (const [name, run] of Object.entries(scenarios)) test(name, run);
  });
}
