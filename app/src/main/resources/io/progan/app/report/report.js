const RUNS = JSON.parse(document.getElementById('data').textContent).runs;
const PAGE = document.getElementById('page');

function element(parent, tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  parent.appendChild(made);
  return made;
}

function section(title) {
  const made = element(PAGE, 'section');
  element(made, 'h2', title);
  return made;
}

function number(value, digits) {
  return value === null || value === undefined ? '–' : Number(value.toPrecision(digits || 5)).toLocaleString('en');
}

function duration(seconds) {
  if (seconds === null) return '–';
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return Math.round(seconds) + ' s';
  if (minutes < 60) return minutes + ' min';
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + ' h ' + minutes % 60 + ' min' : Math.floor(hours / 24) + ' d ' + hours % 24 + ' h';
}

function runName(parent, tag, r) {
  const made = element(parent, tag);
  if (RUNS.length > 1) element(made, 'span', '', 'swatch').style.background = COLOURS[r % COLOURS.length];
  const number = RUNS.length > 1 && shortName(RUNS, r).startsWith('#') ? shortName(RUNS, r) + ' ' : '';
  made.appendChild(document.createTextNode(number + RUNS[r].name));
  return made;
}

function table(parent, head) {
  const made = element(element(parent, 'div', undefined, 'scroll'), 'table');
  const row = element(made, 'tr');
  head.forEach(function (title) { element(row, 'th', title); });
  return made;
}

function overview() {
  const rows = table(section('Overview'), ['Run', 'State', 'kimg', 'of', 'Pixels', 'lod', 'sec/kimg', 'Time', 'Left']);
  RUNS.forEach(function (run, r) {
    const row = element(rows, 'tr');
    runName(row, 'td', r);
    element(row, 'td', run.state + (run.reason ? ': ' + run.reason : ''));
    [number(run.kimg), number(run.totalKimg), number(run.resolution), number(run.lod, 3), number(run.secondsPerKimg, 4),
      duration(run.totalSeconds), duration(run.secondsLeft)].forEach(function (text) {
      element(row, 'td', text, 'number');
    });
  });
}

function timelines() {
  const made = section('Stages');
  element(made, 'p', 'Striped: a new resolution fades in. The bar below shows how far the training has come.', 'quiet');
  RUNS.forEach(function (run, r) {
    if (run.stages.length === 0) return;
    if (RUNS.length > 1) runName(made, 'h3', r);
    const line = element(made, 'div', undefined, 'timeline');
    const total = run.stages[run.stages.length - 1].toKimg;
    run.stages.forEach(function (stage) {
      const part = element(line, 'div', String(stage.resolution), stage.fading ? 'fading' : 'stable');
      part.style.flex = (stage.toKimg - stage.fromKimg) + ' 1 0';
      part.title = stage.resolution + 'x' + stage.resolution + (stage.fading ? ' fading in' : '') + ', ' +
        number(stage.fromKimg) + ' to ' + number(stage.toKimg) + ' kimg, minibatch ' + stage.minibatch +
        ', learning rates ' + stage.gLrate + ' and ' + stage.dLrate;
    });
    element(line, 'div', undefined, 'shown').style.width = Math.min(100, 100 * run.kimg / total) + '%';
    const ends = element(made, 'div', undefined, 'ends quiet');
    element(ends, 'span', '0 kimg');
    element(ends, 'span', number(total) + ' kimg');
  });
}

function picture(parent, caption, image) {
  const figure = element(parent, 'figure', undefined, 'card');
  element(figure, 'figcaption', caption);
  const frame = element(figure, 'div', undefined, 'frame');
  const shown = element(frame, 'img');
  shown.alt = caption;
  if (image) show(shown, image);
  shown.addEventListener('click', function () { frame.classList.toggle('large'); });
  return {figure: figure, img: shown};
}

function show(img, image) {
  img.width = image.width;
  img.height = image.height;
  img.src = image.src;
}

function at(grids, kimg) {
  const before = grids.filter(function (grid) { return grid.kimg <= kimg; });
  return before.length > 0 ? before[before.length - 1] : grids[0];
}

function images() {
  const all = RUNS.flatMap(function (run) { return run.grids.map(function (grid) { return grid.kimg; }); });
  const steps = Array.from(new Set(all)).sort(function (a, b) { return a - b; });
  if (steps.length === 0 && RUNS.every(function (run) { return !run.reals; })) return;
  const made = section('Images');
  element(made, 'p', 'Fakes are for the same latents at every time. A click enlarges a picture.', 'quiet');
  const player = element(made, 'div', undefined, 'player');
  const play = element(player, 'button', 'Play');
  const slider = element(player, 'input');
  slider.type = 'range';
  slider.min = 0;
  slider.max = Math.max(0, steps.length - 1);
  slider.setAttribute('aria-label', 'time in kimg');
  const label = element(player, 'output');
  const list = element(made, 'div', undefined, 'images');
  const fakes = [];
  RUNS.forEach(function (run) {
    const name = RUNS.length > 1 ? run.name + ': ' : '';
    if (run.grids.length > 0) fakes.push({run: run, shown: picture(list, name + 'fakes')});
    if (run.reals) picture(list, name + 'reals', run.reals);
  });
  function move() {
    const kimg = steps[Number(slider.value)];
    if (kimg === undefined) return;
    label.textContent = number(kimg) + ' kimg';
    fakes.forEach(function (fake) { show(fake.shown.img, at(fake.run.grids, kimg)); });
  }
  let timer = 0;
  function toggle() {
    if (timer) {
      clearInterval(timer);
      timer = 0;
    } else {
      if (slider.value === slider.max) slider.value = 0;
      timer = setInterval(function () {
        slider.value = Number(slider.value) + 1;
        move();
        if (slider.value === slider.max) toggle();
      }, 300);
      move();
    }
    play.textContent = timer ? 'Stop' : 'Play';
  }
  slider.addEventListener('input', move);
  play.addEventListener('click', toggle);
  slider.value = slider.max;
  move();
}

function cards(title, charts) {
  const drawn = charts.filter(function (chart) { return chart.datasets.length > 0; });
  if (drawn.length === 0) return [];
  const list = element(section(title), 'div', undefined, 'cards');
  return drawn.map(function (chart) {
    const card = element(list, 'div', undefined, 'card');
    element(card, 'h3', chart.title);
    const canvas = element(element(card, 'div', undefined, 'chart'), 'canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', chart.title);
    return {canvas: canvas, chart: chart};
  });
}

function configuration() {
  const made = section('Configuration');
  const keys = Array.from(new Set(RUNS.flatMap(function (run) { return Object.keys(run.config); })));
  const fold = element(made, 'details');
  fold.open = RUNS.length > 1;
  element(fold, 'summary', RUNS.length > 1 ? 'All values; differences coloured' : 'All values');
  fold.className = 'values';
  const rows = table(fold, ['Key'].concat(RUNS.map(function (run) { return run.name; })));
  keys.map(function (key) {
    const values = RUNS.map(function (run) { return run.config[key] === undefined ? '–' : run.config[key]; });
    return {key: key, values: values, differs: values.some(function (value) { return value !== values[0]; })};
  }).sort(function (a, b) { return Number(b.differs) - Number(a.differs); }).forEach(function (entry) {
    const row = element(rows, 'tr', undefined, entry.differs ? 'differs' : '');
    element(row, 'td', entry.key);
    entry.values.forEach(function (value) { element(row, 'td', value); });
  });
}

overview();
timelines();
images();
const DRAWN = cards('Metrics', metricCharts(RUNS)).concat(
  cards('Curves', CHARTS.concat([furtherTerms(RUNS)]).map(function (chart) { return tickChart(chart, RUNS); })
    .concat([singularValueChart(RUNS)])));
configuration();

let live = [];
function drawAll() {
  live.forEach(function (chart) { chart.destroy(); });
  live = DRAWN.map(function (entry) { return draw(entry.canvas, entry.chart, RUNS); });
}
drawAll();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
