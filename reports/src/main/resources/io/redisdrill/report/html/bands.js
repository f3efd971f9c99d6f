// The faults and the phases of their recoveries, drawn behind the lines of a chart.
function bands(data, color) {
  "use strict";
  const several = data.faults.length > 1;
  const phases = data.faults.flatMap((fault, f) => fault.phases.map((phase, i) => (
    { ...phase, number: several ? `${f + 1}.${i + 1}` : `${i + 1}` })));

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
      if (x - taken > (several ? 24 : 14) * devicePixelRatio) {
        label(u, x - 2 * devicePixelRatio, phase.number, 1);
        taken = x;
      }
    }
  };

  // Behind the lines: each phase from the end of the one before it, then the fault itself.
  const shade = (u, fault) => {
    let before = fault.from;
    fault.phases.forEach((phase, i) => {
      rect(u, before, phase.at, color(i % 2 ? "--band" : "--band-other"));
      before = Math.max(before, phase.at);
    });
    rect(u, fault.from, fault.to, color("--fault"));
  };

  return {
    hooks: {
      drawClear: (u) => {
        u.ctx.save();
        data.faults.forEach((fault) => shade(u, fault));
        u.ctx.restore();
      },
      draw: (u) => {
        u.ctx.save();
        marks(u);
        data.faults.forEach((fault, f) => {
          const x = u.valToPos(fault.from, "x", true);
          if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
          label(u, x, several ? `fault ${f + 1}` : "fault", 0);
        });
        u.ctx.restore();
      },
    },
  };
}
