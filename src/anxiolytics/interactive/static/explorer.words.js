// ---- Numbers as words ------------------------------------------------------------------------------------
// The same text as number_text.py gives.

const NO_NUMBER = "none";
const NEAR_ZERO = "≈ 0";

function withoutTrailingZeros(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

// toExponential() rounds a tie up, as the library does; the figures are then only moved, not rounded again.
function numberText(value, digits = 3, floor = 0) {
  if (Number.isNaN(value)) return NO_NUMBER;
  if (value > 0 && value < floor) return `< ${numberText(floor, digits)}`;
  if (value === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const [mantissa, exponentText] = Math.abs(value).toExponential(digits - 1).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent > 6) {
    const raised = String(exponent).replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
    return `${sign}${withoutTrailingZeros(mantissa)}×10${raised}`;
  }
  const figures = mantissa.replace(".", "");
  if (exponent < 0) return sign + withoutTrailingZeros("0." + "0".repeat(-exponent - 1) + figures);
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = figures.slice(exponent + 1);
  return sign + withoutTrailingZeros(rest ? `${whole}.${rest}` : whole);
}

function decade(value) {
  return Number(value.toExponential().split("e")[1]);
}

// A number known to within an error, with the digits that the error allows.
function valueText(value, error) {
  if (!error || Number.isNaN(value)) return numberText(value);
  if (!value) return NEAR_ZERO;
  const digits = decade(Math.abs(value)) - decade(2 * error);
  return digits >= 1 ? numberText(value, Math.min(3, digits)) : NEAR_ZERO;
}

function withUnit(text, unit) {
  return unit && text !== NO_NUMBER ? `${text} ${unit}` : text;
}
