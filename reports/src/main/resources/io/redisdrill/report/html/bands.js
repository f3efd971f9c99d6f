// The fault and the phases of the recovery, drawn behind the lines of a chart.
function bands(data, color) {
  "use strict";
  const phases = data.phases.map((phase, i) => ({ ...phase, number: i + 1 }));

  const rect = (u, from, to, fill) => {
    const box = u.bbox;
    const left = Math.max(box.left, u.valToPos(from, "x", true));
    const right = Math.min(box.left + box.width, Math.max(u.valToPos(to, "x", true), left + 2));
    if (right <= left || u.valToPos(to, "x", true) < box.left) return;
    u.ctx.fillStyle = fill;
    u.ctx.fillRect(left, box.top, right - left, box.height);
  };

  const label = (u, x, text, row) => {
    const ratio = devicePixelRatio;
    u.ctx.fillStyle = color("--text");
    u.ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    u.ctx.textAlign = "left";
    u.ctx.textBaseline = "top";
    const width = u.ctx.measureText(text).width;
    const most = u.bbox.left + u.bbox.width - width - 2 * ratio;
    u.ctx.fillText(text, Math.min(x + 5 * ratio, most), u.bbox.top + (4 + 16 * row) * ratio);
  };

  const marks = (u) => {
    let taken = -Infinity;
    for (const phase of phases) {
      const x = u.valToPos(phase.at, "x", true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
      u.ctx.fillStyle = color("--mark");
      u.ctx.fillRect(x, u.bbox.top, 1, u.bbox.height);
      if (x - taken > 14 * devicePixelRatio) {
        label(u, x - 2 * devicePixelRatio, String(phase.number), 1);
        taken = x;
      }
    }
  };

  return {
    hooks: {
      drawClear: (u) => {
        if (!data.fault) return;
        u.ctx.save();
        let before = data.fault[0];
        phases.forEach((phase, i) => {
          rect(u, before, phase.at, color(i % 2 ? "--band" : "--band-other"));
          before = Math.max(before, phase.at);
        });
        rect(u, data.fault[0], data.fault[1], color("--fault"));
        u.ctx.restore();
      },
      draw: (u) => {
        if (!data.fault) return;
        u.ctx.save();
        marks(u);
        const x = u.valToPos(data.fault[0], "x", true);
        if (x >= u.bbox.left && x <= u.bbox.left + u.bbox.width) label(u, x, "fault", 0);
        u.ctx.restore();
      },
    },
  };
}
