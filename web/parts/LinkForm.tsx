import type { JSX } from "solid-js";
import { locale } from "../locale.ts";

/**
 * A button that posts what a letter's link allows. A plain form with nothing in it, so that it works without JavaScript, and so that
 * its body is one that CloudFront can sign for. The API leads back to the page.
 */
export const LinkForm = (props: {
  to: `/api/searches/${string}` | `/api/offers/${string}`;
  search?: string | undefined;
  class?: string;
  children: JSX.Element;
}) => (
  <form method="post" action={`${props.to}?lang=${locale()}${props.search ? `&search=${props.search}` : ""}`}>
    <button type="submit" class={props.class ?? "btn btn-primary"}>
      {props.children}
    </button>
  </form>
);
