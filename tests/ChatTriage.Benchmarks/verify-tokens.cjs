'use strict';
// Loaded before a peer that takes no tokens: gives its authentication the settings with which it verifies them, and changes nothing else.
const Module = require('node:module');
const settings = JSON.parse(process.env.VERIFY_TOKENS);
const load = Module._load;
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name !== 'botbuilder') return loaded;
  const Original = loaded.ConfigurationBotFrameworkAuthentication;
  return { ...loaded, ConfigurationBotFrameworkAuthentication: class extends Original { constructor() { super(settings); } } };
};
