import type it from "../it/embed.ts";

export default {
  title: "Activities on your site",
  description: "Show what comes next in volunteering and taking part on the site of your association or Comune, with one line.",
  lead: "Choose which activities to show, then copy one line into a page of your site. The list keeps itself up to date and takes fonts and colours from your site.",
  choose: "What to show",
  words: "Words",
  place: "Comune",
  themes: "Themes",
  count: "How many activities",
  show: "Update",
  line: "The line to copy",
  copy: "Copy the line",
  copied: "Line copied.",
  link: "Take part with Insieme",
  plain: "Where a site takes no scripts, a plain link stays.",
  preview: "How it will look",
  previewText: "With the fonts and colours of this page.",
  looks: "Looks",
  looksText: "These CSS properties change lines, distances and the colour of what is less important:",
} satisfies typeof it;
