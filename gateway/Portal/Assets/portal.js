// The portal's script: search as you type, and the dialog that shows credentials. Keys live in the variable `shown` while the dialog is open, and nowhere else.

const one = id => document.getElementById(id);

// Search

const search = one('search');
if (search) {
  const cards = [...document.querySelectorAll('[data-card]')];
  const accounts = [...document.querySelectorAll('[data-account]')];
  // The server has searched already where the address says so; here every card that it sent counts.
  const filter = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      card.hidden = !words.every(word => card.dataset.search.includes(word));
      count += card.hidden ? 0 : 1;
    }
    for (const account of accounts) {
      account.hidden = !account.querySelector('[data-card]:not([hidden])');
    }
    one('nothing').hidden = count > 0;
    const all = cards.length === 1 ? '1 role' : `${cards.length} roles`;
    one('count').textContent = words.length === 0 ? all : `${count} of ${all}`;
  };
  if (!new URLSearchParams(location.search).get('q')) {
    search.addEventListener('input', filter);
    search.form.addEventListener('submit', event => event.preventDefault());
    filter();
  }
}

// Credentials

const dialog = one('credentials');
if (dialog) {
  const form = one('credentials-form');
  const text = one('credentials-text');
  const show = one('credentials-show');
  const copy = one('credentials-copy');
  const modes = [...form.elements.mode];
  const explained = {
    forward: 'AWS does not know them: every call goes through the gateway, which checks it against the policy. No AWS key leaves it.',
    credentials: 'They work without the gateway until they end. Keep them to yourself.',
  };
  let shown = null;
  let tab = 'bash';
  let visible = false;
  let request = 0;
  let timer = 0;
  let opener = null;

  const say = message => { one('credentials-status').textContent = message; };

  const forget = () => {
    shown = null;
    visible = false;
    // Whatever is still on its way is not waited for any more.
    request++;
    dialog.removeAttribute('aria-busy');
    clearInterval(timer);
    text.replaceChildren();
    one('credentials-tabs').replaceChildren();
    one('credentials-countdown').textContent = '';
    one('credentials-ready').hidden = true;
  };

  const fail = problem => {
    // What had the keyboard's focus is about to be hidden.
    const focused = one('credentials-ready').contains(document.activeElement);
    forget();
    const box = one('credentials-problem');
    box.replaceChildren(problem.message + ' ');
    if (problem.link) {
      const link = document.createElement('a');
      link.href = problem.link;
      link.textContent = problem.linkText;
      box.append(link);
    }
    box.hidden = false;
    if (focused) {
      box.focus();
    }
  };

  const paint = () => {
    const current = shown.tabs.find(each => each.id === tab) ?? shown.tabs[0];
    for (const button of one('credentials-tabs').children) {
      const selected = button.dataset.tab === current.id;
      button.setAttribute('aria-selected', selected);
      button.tabIndex = selected ? 0 : -1;
      if (selected) {
        one('credentials-panel').setAttribute('aria-labelledby', button.id);
      }
    }
    const secret = shown.secrets.some(each => current.text.includes(each));
    one('credentials-hint').textContent = current.hint;
    text.textContent = visible ? current.text : shown.secrets.reduce((masked, each) => masked.replaceAll(each, '•'.repeat(12)), current.text);
    show.hidden = !secret;
    show.textContent = visible ? 'Hide' : 'Show';
    show.setAttribute('aria-pressed', visible);
    return current;
  };

  const select = id => {
    tab = id;
    paint();
  };

  const build = () => {
    one('credentials-tabs').replaceChildren(...shown.tabs.map(each => {
      const button = document.createElement('button');
      button.type = 'button';
      button.id = `tab-${each.id}`;
      button.dataset.tab = each.id;
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-controls', 'credentials-panel');
      button.textContent = each.label;
      button.addEventListener('click', () => select(each.id));
      return button;
    }));
    one('credentials-problem').hidden = true;
    one('credentials-ready').hidden = false;
    paint();
  };

  // By two clocks: one may be set, and the other may stand still while the machine sleeps.
  const count = seconds => {
    const [steady, wall] = [performance.now(), Date.now()];
    const tick = () => {
      const left = Math.round(seconds - Math.max(performance.now() - steady, Date.now() - wall) / 1000);
      if (left <= 0) {
        fail({ message: 'These credentials have expired.' });
        one('credentials-problem').append(again('Get new ones'));
        return;
      }
      const minutes = Math.floor(left / 60);
      const clock = `${Math.floor(minutes / 60) > 0 ? `${Math.floor(minutes / 60)} h ` : ''}${minutes % 60} min ${String(left % 60).padStart(2, '0')} s`;
      one('credentials-countdown').textContent = `Valid for ${clock}`;
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  };

  const again = words => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', fetchKeys);
    return button;
  };

  async function fetchKeys() {
    const mine = ++request;
    dialog.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), cache: 'no-store', redirect: 'error', credentials: 'same-origin' });
      const body = await answer.json().catch(() => null);
      if (mine !== request || !dialog.open) {
        return;
      }
      if (!answer.ok) {
        // What stands in front of the gateway answers in words of its own.
        const known = typeof body?.code === 'string' && typeof body.message === 'string';
        fail(known ? body : { message: `Something between you and the gateway refused this (status ${answer.status}).` });
        if (!known || answer.status === 429 || answer.status >= 500) {
          one('credentials-problem').append(again('Try again'));
        }
        return;
      }
      if (!body) {
        throw new TypeError('no JSON');
      }
      shown = body;
      build();
      count(body.expiresInSeconds);
      say('Credentials are ready to copy');
    } catch {
      if (mine === request && dialog.open) {
        fail({ message: 'The gateway could not be reached. Look at your connection, then try again.' });
        one('credentials-problem').append(again('Try again'));
      }
    } finally {
      if (mine === request) {
        dialog.removeAttribute('aria-busy');
      }
    }
  }

  const choose = () => {
    const mode = form.elements.mode.value;
    one('credentials-explained').textContent = explained[mode];
    forget();
    fetchKeys();
  };

  for (const button of document.querySelectorAll('[data-credentials]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const permitted = button.dataset.modes.split(' ');
      opener = button;
      form.elements.role.value = button.dataset.credentials;
      one('credentials-title').textContent = button.dataset.credentials;
      one('credentials-account').textContent = button.dataset.accountName;
      for (const mode of modes) {
        mode.closest('label').hidden = !permitted.includes(mode.value);
        mode.checked = mode.value === permitted[0];
      }
      one('credentials-modes').hidden = permitted.length < 2;
      one('credentials-problem').hidden = true;
      dialog.showModal();
      one('credentials-title').focus();
      choose();
    });
  }

  for (const mode of modes) {
    mode.addEventListener('change', choose);
  }

  one('credentials-tabs').addEventListener('keydown', event => {
    const buttons = [...one('credentials-tabs').children];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      const next = buttons[(to + buttons.length) % buttons.length];
      select(next.dataset.tab);
      next.focus();
    }
  });

  show.addEventListener('click', () => {
    visible = !visible;
    paint();
  });

  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(paint().text + '\n');
      copy.textContent = 'Copied';
      say('Copied');
    } catch {
      visible = true;
      paint();
      getSelection().selectAllChildren(text);
      copy.textContent = 'Press Ctrl+C';
      say('The text is selected; press Ctrl and C');
    }
    setTimeout(() => { copy.textContent = 'Copy'; }, 2000);
  });

  one('credentials-refresh').addEventListener('click', fetchKeys);
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => {
    forget();
    opener?.focus();
  });
  // A page that the browser keeps for the back button keeps no keys.
  // The dialog's own event would come when the page is frozen already.
  addEventListener('pagehide', () => {
    dialog.close();
    forget();
  });
  form.addEventListener('submit', event => event.preventDefault());
}
