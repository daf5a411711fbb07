import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { connect } from './client.ts';
import { i18n } from './i18n/index.ts';
import { makeRouter } from './router.ts';
import './theme/main.css';
import './theme/theme.ts';

// Before the router looks at the address: the one-time token stands there at first.
void connect();
createApp(App).use(createPinia()).use(i18n).use(makeRouter()).mount('#app');
