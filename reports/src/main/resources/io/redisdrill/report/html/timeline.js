(() => {
  "use strict";
  const holder = document.getElementById("timeline");
  if (!holder) return;
  const data = JSON.parse(document.getElementById("timeline-data").textContent);
  const plot = holder.querySelector(".plot");
  const readout = holder.querySelector(".readout");
  const SERIES = [
    { name: "Acknowledged", variable: "--accent", dash: [] },
    { name: "Refused", variable: "--failed", dash: [6, 3] },
    { name: "Unanswered", variable: "--unanswered", dash: [2, 3] },
    { name: "Lost", variable: "--fail", dash: [] },
  ];
  const total = (i) => data.whole.counts[i].reduce((sum, n) => sum + n, 0);
  const metrics = data.metrics || [];
  // A metric has a scale of its own: the pointer tells its values.
  metrics.forEach((m, i) => SERIES.push({
    name: m.name, variable: `--metric${i % 4}`, dash: i < 4 ? [8, 3, 2, 3] : [2, 2], metric: m, scale: `m${i}`,
  }));
  const shown = SERIES.map((s, i) => !s.metric && total(i) > 0);
  const numbers = new Intl.NumberFormat("en-US");
  // light-dark() is resolved where a colour is used, so a probe is asked, not the variable.
  const probe = document.createElement("i");
  holder.append(probe);
  probe.hidden = true;
  const color = (variable) => {
    probe.className = "color" + variable;
    return getComputedStyle(probe).color;
  };
  const faults = data.faults.length;
  let view = "whole";
  let chart = null;

  const seconds = (value) =>
    (value < 0 ? "−" : faults ? "+" : "") + Math.abs(value).toFixed(3) + " s";

  const aligned = () => {
    const { from, width, counts } = data[view];
    const x = counts[0].map((_, i) => from + i * width);
    x.push(from + counts[0].length * width);
    return [x, ...counts.map((line) => [...line.map((n) => n / width), line.at(-1) / width]),
      ...metrics.map((m) => m[view])];
  };

  const tell = (u) => {
    const i = u.cursor.idx;
    const { from, width, counts } = data[view];
    if (i == null || i >= counts[0].length) { readout.textContent = ""; return; }
    const parts = SERIES.flatMap((s, n) => {
      if (!s.metric) return `${numbers.format(counts[n][i])} ${s.name.toLowerCase()}`;
      const value = s.metric[view][i];
      return shown[n] ? `${s.name} ${value == null ? "not told" : numbers.format(value)}` : [];
    });
    const rate = numbers.format(Math.round(counts[0][i] / width));
    readout.textContent =
      `${seconds(from + i * width)} to ${seconds(from + (i + 1) * width)}: ` +
      `${parts.join(", ")} (${rate} acknowledged/s)`;
  };

  // What is in view, for whoever looks at the element.
  const range = (u, scale) => {
    if (scale === "x") Object.assign(plot.dataset, { from: u.scales.x.min, until: u.scales.x.max });
  };

  const series = () => SERIES.map((s, i) => ({
    label: s.name, scale: s.scale || "y", show: shown[i], dash: s.dash, width: i === 3 ? 1 : 1.5,
    stroke: () => color(s.variable),
    fill: i === 3 ? () => color("--lost-area") : i === 0 ? () => color("--area") : undefined,
    paths: uPlot.paths.stepped({ align: 1 }), points: { show: false },
  }));

  const axis = (more) => ({
    stroke: () => color("--muted"), font: "12px system-ui, sans-serif",
    grid: { stroke: () => color("--line"), width: 1 }, ticks: { show: false }, ...more,
  });

  const options = () => ({
    width: plot.clientWidth - 20, height: Math.min(360, Math.max(240, innerWidth * 0.5)),
    legend: { show: false },
    scales: {
      x: { time: false }, y: { range: (u, min, max) => [0, Math.max(1, max * 1.12)] },
      ...Object.fromEntries(metrics.map((m, i) => [`m${i}`, { range: (u, min, max) => [0, Math.max(1, max * 1.12)] }])),
    },
    cursor: { points: { show: false }, y: false, dataIdx: (u, s, closest, x) => Math.max(0, x < u.data[0][closest] ? closest - 1 : closest) },
    axes: [
      axis({ size: 34, values: (u, ticks) => ticks.map((t) => (t === 0 && faults ? (faults > 1 ? "fault 1" : "fault") : String(+t.toFixed(4)).replace("-", "−") + " s")) }),
      axis({ size: 64, values: (u, ticks) => ticks.map((t) => numbers.format(t) + "/s") }),
    ],
    series: [{}, ...series()], plugins: [bands(data, color)], hooks: { setCursor: [tell], setScale: [range] },
  });

  const draw = () => {
    chart?.destroy();
    holder.hidden = false;
    chart = new uPlot(options(), aligned(), plot);
  };

  const reset = () => chart.setScale("x", { min: chart.data[0][0], max: chart.data[0].at(-1) });
  const zoom = (factor) => {
    const { min, max } = chart.scales.x;
    const middle = chart.cursor.idx == null ? (min + max) / 2 : chart.data[0][chart.cursor.idx];
    chart.setScale("x", { min: middle - (middle - min) * factor, max: middle + (max - middle) * factor });
  };
  const move = (step) => {
    const last = chart.data[0].length - 2;
    const i = Math.min(last, Math.max(0, (chart.cursor.idx ?? Math.floor(last / 2)) + step));
    const left = chart.valToPos(chart.data[0][i] + data[view].width / 2, "x");
    chart.setCursor({ left, top: 10 });
  };
  const KEYS = {
    ArrowLeft: () => move(-1), ArrowRight: () => move(1), PageUp: () => move(-20), PageDown: () => move(20),
    "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: reset, Escape: reset,
  };
  plot.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey) return;
    KEYS[event.key]();
    event.preventDefault();
  });

  SERIES.forEach((s, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", shown[i]);
    button.disabled = !shown[i] && !s.metric;
    button.innerHTML = `<svg width="22" height="8" aria-hidden="true"><line x2="22" y1="4" y2="4" stroke-width="3" stroke-dasharray="${s.dash}" class="stroke${s.variable}"/></svg>`;
    button.append(shown[i] || s.metric ? s.name : `${s.name}: none`);
    button.addEventListener("click", () => {
      shown[i] = !shown[i];
      button.setAttribute("aria-pressed", shown[i]);
      chart.setSeries(i + 1, { show: shown[i] });
    });
    holder.querySelector(".keys").append(button);
  });
  holder.querySelectorAll("[data-view]").forEach((button) => button.addEventListener("click", () => {
    view = button.dataset.view;
    holder.querySelectorAll("[data-view]").forEach((b) => b.setAttribute("aria-pressed", b === button));
    draw();
  }));
  document.addEventListener("themechange", draw);
  new ResizeObserver(() => chart?.setSize({ width: plot.clientWidth - 20, height: chart.height })).observe(plot);
  draw();
})();
