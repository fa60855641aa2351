'use strict';

// Curves over thousands of images, with the stages in which a new resolution fades in marked.

const COLOURS = ['#3b78d8', '#e06c2b', '#2e9e5b', '#b455c9', '#c9a227', '#d64562', '#2aa7b8', '#8a6d5a'];
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3]];
const GIGABYTE = 1024 * 1024 * 1024;

const CHARTS = [
  {title: 'Losses', series: {generatorLoss: 'generator', discriminatorLoss: 'discriminator'}},
  {title: 'Scores', series: {realScore: 'reals', fakeScore: 'fakes', mixedScore: 'mixed'}},
  {title: 'Wasserstein estimate', series: {wasserstein: 'fakes minus reals'}},
  {title: 'Gradient penalty', series: {gradientPenalty: 'penalty', gradientNorm: 'norm at mixed images'}},
  {title: 'Gradient norms of the weights', log: true,
    series: {generatorWeightGradientNorm: 'generator', discriminatorWeightGradientNorm: 'discriminator'}},
  {title: 'Label penalties', optional: true,
    series: {generatorLabelPenalty: 'generator', realLabelPenalty: 'reals', fakeLabelPenalty: 'fakes'}},
  {title: 'Part of updates skipped', optional: true,
    series: {generatorOverflowFrequency: 'generator', discriminatorOverflowFrequency: 'discriminator'}},
  {title: 'Loss scale (log2)', optional: true,
    series: {generatorLossScaleLog2: 'generator', discriminatorLossScaleLog2: 'discriminator'}},
  {title: 'Speed (seconds per kimg)', series: {secondsPerKimg: 'training'}},
  {title: 'Memory (GB)', scale: 1 / GIGABYTE, series: {heapBytes: 'heap', offHeapBytes: 'off the heap'}},
  {title: 'Learning rates', series: {generatorLearningRate: 'generator', discriminatorLearningRate: 'discriminator'}},
  {title: 'Minibatch', series: {minibatch: 'images'}}
];

// Terms of the losses that no chart above names, whatever they are called.
function furtherTerms(runs) {
  const named = new Set(CHARTS.flatMap(function (chart) { return Object.keys(chart.series); }));
  const series = {};
  runs.forEach(function (run) {
    run.lossTerms.forEach(function (term) {
      if (!named.has(term)) series[term] = term.replace(/([A-Z])/g, ' $1').toLowerCase();
    });
  });
  return {title: 'Further terms of the losses', optional: true, series: series};
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function points(run, key, scale) {
  const values = run.ticks[key] || [];
  const found = [];
  values.forEach(function (value, i) {
    if (value !== null) found.push({x: run.ticks.kimg[i], y: value * (scale || 1)});
  });
  return found;
}

// A run's number if that tells it from the others, else its place in the list.
function shortName(runs, run) {
  const numbers = runs.map(function (other) { return (other.folder.match(/^\d+/) || [''])[0]; });
  const unique = numbers[run] !== '' && numbers.indexOf(numbers[run]) === numbers.lastIndexOf(numbers[run]);
  return unique ? numbers[run] : '#' + (run + 1);
}

// One run: a colour for each series. Several: a colour for each run, a dash for each series.
function dataset(label, data, run, series, runs) {
  const single = runs.length === 1;
  return {
    label: single ? label : shortName(runs, run) + ' ' + label,
    data: data,
    borderColor: COLOURS[(single ? series : run) % COLOURS.length],
    backgroundColor: COLOURS[(single ? series : run) % COLOURS.length],
    borderDash: single ? [] : DASHES[series % DASHES.length],
    borderWidth: 1.8,
    pointRadius: data.length < 40 ? 2 : 0,
    pointHitRadius: 8
  };
}

function tickChart(chart, runs) {
  const datasets = [];
  runs.forEach(function (run, r) {
    Object.keys(chart.series).forEach(function (key, s) {
      const data = points(run, key, chart.scale);
      const worth = data.length > 0 && (!chart.optional || data.some(function (p) { return p.y !== 0; }));
      if (worth) datasets.push(dataset(chart.series[key], data, r, s, runs));
    });
  });
  return {title: chart.title, log: chart.log, datasets: datasets};
}

// The weights whose largest singular value grew most come first: the one that explodes is seen.
function singularValueChart(runs) {
  const most = runs.length === 1 ? 8 : 2;
  const datasets = [];
  runs.forEach(function (run, r) {
    Object.keys(run.singularValues).slice(0, most).forEach(function (layer, s) {
      const data = points({ticks: {kimg: run.ticks.kimg, values: run.singularValues[layer]}}, 'values');
      if (data.length > 0) datasets.push(dataset(layer, data, r, s, runs));
    });
  });
  return {title: 'Largest singular values, fastest growing weights', log: true, datasets: datasets};
}

function metricCharts(runs) {
  const charts = new Map();
  runs.forEach(function (run, r) {
    run.metrics.forEach(function (metric) {
      if (!charts.has(metric.title)) charts.set(metric.title, {title: metric.title, datasets: []});
      Object.keys(metric.series).forEach(function (column, s) {
        const data = metric.series[column].map(function (p) { return {x: p[0], y: p[1]}; });
        const drawn = dataset(column, data, r, s, runs);
        drawn.pointRadius = 3;
        charts.get(metric.title).datasets.push(drawn);
      });
    });
  });
  return Array.from(charts.values());
}

// Shades the fades of the first run, and writes each resolution where it begins.
function bands(stages) {
  return {
    id: 'bands',
    beforeDatasetsDraw: function (chart) {
      const x = chart.scales.x;
      const area = chart.chartArea;
      const draw = chart.ctx;
      draw.save();
      draw.font = '10px system-ui, sans-serif';
      let end = -Infinity;
      let resolution = 0;
      stages.forEach(function (stage) {
        const left = Math.max(area.left, x.getPixelForValue(stage.fromKimg));
        const right = Math.min(area.right, x.getPixelForValue(stage.toKimg));
        if (right <= left) return;
        if (stage.fading) {
          draw.fillStyle = colour('--fade');
          draw.fillRect(left, area.top, right - left, area.bottom - area.top);
        }
        if (stage.resolution !== resolution && left > end) {
          draw.fillStyle = colour('--quiet');
          draw.fillText(String(stage.resolution), left + 2, area.top + 9);
          end = left + 26;
        }
        resolution = stage.resolution;
      });
      draw.restore();
    }
  };
}

function axis(title, log) {
  return {
    type: log ? 'logarithmic' : 'linear',
    title: {display: title !== '', text: title, color: colour('--quiet')},
    grid: {color: colour('--line')},
    ticks: {color: colour('--quiet'), maxTicksLimit: 8, includeBounds: false}
  };
}

function draw(canvas, chart, runs) {
  const range = chart.datasets.flatMap(function (d) { return d.data; }).map(function (p) { return p.x; });
  const x = axis('kimg', false);
  x.min = Math.min(0, Math.min.apply(null, range));
  x.max = Math.max.apply(null, range);
  return new Chart(canvas, {
    type: 'line',
    data: {datasets: chart.datasets},
    plugins: [bands(runs[0].stages)],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      interaction: {mode: 'nearest', axis: 'x', intersect: false},
      scales: {x: x, y: axis('', chart.log)},
      plugins: {
        legend: {
          display: chart.datasets.length > 1,
          labels: {color: colour('--ink'), boxWidth: 22, boxHeight: 1, font: {size: 11}}
        },
        decimation: {enabled: true, algorithm: 'min-max'}
      }
    }
  });
}
