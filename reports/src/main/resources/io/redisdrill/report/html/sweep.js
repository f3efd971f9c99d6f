(() => {
  "use strict";
  const holder = document.getElementById("map");
  if (!holder) return;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const plot = holder.querySelector(".plot");
  const readout = holder.querySelector(".readout");
  const numbers = new Intl.NumberFormat("en-US");
  const lanes = data.lanes.filter((lane) => lane.counts.some((n) => n > 0));
  const size = data.lanes[0].counts.length;
  const x = Array.from({ length: size + 1 }, (_, i) => data.from + i * data.width);
  const LANE = 44;
  // light-dark() is resolved where a colour is used, so a probe is asked, not the variable.
  const probe = document.createElement("i");
  holder.append(probe);
  probe.hidden = true;
  const color = (variable) => {
    probe.className = "color" + variable;
    return getComputedStyle(probe).color;
  };
  let chart = null;

  const paint = (u) => {
    const { ctx } = u;
    const { left, top, width } = u.bbox;
    const height = u.bbox.height / lanes.length;
    const { min, max } = u.scales.x;
    const first = Math.max(0, Math.floor((min - data.from) / data.width));
    const last = Math.min(size - 1, Math.ceil((max - data.from) / data.width));
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, u.bbox.height);
    ctx.clip();
    lanes.forEach((lane, row) => {
      const y = top + row * height;
      ctx.fillStyle = color("--line");
      ctx.fillRect(left, y + height - 1, width, 1);
      ctx.fillStyle = color(lane.color);
      for (let i = first; i <= last; i++) {
        if (!lane.counts[i]) continue;
        const total = lanes.reduce((sum, other) => sum + other.counts[i], 0);
        // On whole pixels, or neighbours would show a seam.
        const from = Math.round(u.valToPos(x[i], "x", true));
        const to = Math.round(u.valToPos(x[i + 1], "x", true));
        const tall = height * 0.72 * Math.max(0.15, lane.counts[i] / total);
        ctx.fillRect(from, y + height * 0.86 - tall, Math.max(to - from, 1), tall);
      }
    });
    ctx.restore();
  };

  const tell = (u) => {
    const i = u.cursor.idx;
    if (i == null || i >= size) { readout.textContent = ""; return; }
    const found = lanes.filter((lane) => lane.counts[i]).map((lane) => `${numbers.format(lane.counts[i])} ${lane.name}`);
    const where = data.width === 1 ? `${data.place} ${numbers.format(x[i])}` : `${data.place}s ${numbers.format(x[i])} to ${numbers.format(x[i + 1] - 1)}`;
    readout.textContent = `${where}: ${found.join(", ") || "no image"}`;
  };

  const axis = (more) => ({
    stroke: () => color("--muted"), font: "12px system-ui, sans-serif",
    grid: { show: false }, ticks: { show: false }, ...more,
  });

  const options = () => ({
    width: plot.clientWidth - 20, height: lanes.length * LANE + 50,
    legend: { show: false },
    scales: { x: { time: false }, y: { range: () => [0, lanes.length] } },
    cursor: { points: { show: false }, y: false, dataIdx: (u, s, closest, at) => Math.max(0, at < u.data[0][closest] ? closest - 1 : closest) },
    axes: [
      axis({ size: 34, values: (u, ticks) => ticks.map((t) => (Number.isInteger(t) ? numbers.format(t) : "")) }),
      axis({
        size: 108, stroke: () => color("--text"),
        splits: () => lanes.map((lane, i) => lanes.length - i - 0.5),
        values: () => lanes.map((lane) => lane.name),
      }),
    ],
    series: [{}, { show: true, points: { show: false }, paths: () => null }],
    hooks: { draw: [paint], setCursor: [tell] },
  });

  const draw = () => {
    chart?.destroy();
    holder.hidden = false;
    chart = new uPlot(options(), [x, x.map(() => 0)], plot);
  };

  const reset = () => chart.setScale("x", { min: x[0], max: x.at(-1) });
  const zoom = (factor) => {
    const { min, max } = chart.scales.x;
    const middle = chart.cursor.idx == null ? (min + max) / 2 : x[chart.cursor.idx];
    chart.setScale("x", { min: middle - (middle - min) * factor, max: middle + (max - middle) * factor });
  };
  const move = (step) => {
    const i = Math.min(size - 1, Math.max(0, (chart.cursor.idx ?? Math.floor(size / 2)) + step));
    chart.setCursor({ left: chart.valToPos(x[i] + data.width / 2, "x"), top: 10 });
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
  document.addEventListener("themechange", draw);
  new ResizeObserver(() => chart?.setSize({ width: plot.clientWidth - 20, height: chart.height })).observe(plot);
  draw();
})();
