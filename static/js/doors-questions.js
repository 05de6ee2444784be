// Which questions are asked, in what words, and what the answers raise. Pure: values in, values out.
const list = (answer) => (answer === undefined || answer === "" ? [] : [answer].flat().map(String));

// A question is asked when each of its conditions holds, on answers to questions that are themselves asked.
export function asked(questions, answers) {
  const seen = {};
  return questions.filter((question) => {
    const holds = (question.shown_if ?? []).every(({ question: other, any }) => list(seen[other]).some((one) => any.map(String).includes(one)));
    if (holds) seen[question.id] = answers[question.id];
    return holds;
  });
}

// Answers to questions that are no longer asked go.
export function kept(questions, answers) {
  const told = asked(questions, answers).filter(({ id }) => list(answers[id]).length);
  return Object.fromEntries(told.map(({ id }) => [id, answers[id]]));
}

export function raised(questions, answers) {
  const shown = asked(questions, answers);
  const needs = shown.flatMap(({ id, options = [] }) => options.filter(({ code }) => list(answers[id]).includes(code))).flatMap(({ raises = [] }) => raises);
  const few = shown.filter(({ id, per }) => per && answers[per.question] > 0 && answers[id] / answers[per.question] < per.below);
  return new Set([...needs, ...few.map(({ per }) => per)].map(({ service }) => service).filter(Boolean));
}

// [words, language they are in]
export function said(texts, language) {
  const found = [language, "fr", ...Object.keys(texts ?? {})].find((one) => texts?.[one]);
  return [found ? texts[found] : "", found ?? "fr"];
}
