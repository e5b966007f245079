"use client";

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { Button, type ButtonProps } from "../ui/button.tsx";

/** What a menu that is fetched on demand is given: the button that it hangs on. It opens itself when it is first drawn. */
export type OnDemandProps = { trigger: ReactNode };

type Load<Props> = () => Promise<{ default: ComponentType<Props & OnDemandProps> }>;

/**
 * A button whose menu is fetched when the pointer or the focus comes near it, and drawn when it is first pressed: menus stay
 * out of the first load.
 */
export function onDemand<Props extends object>(load: Load<Props>) {
  const Menu = lazy(load);
  return function OnDemandMenu({
    label,
    button,
    props,
  }: {
    label: ReactNode;
    button?: ButtonProps;
    props: Props;
  }) {
    const [isWanted, setIsWanted] = useState(false);
    const fetchAhead = () => void load();
    if (!isWanted) {
      return (
        <Button
          aria-haspopup="dialog"
          {...button}
          onPointerEnter={fetchAhead}
          onFocus={fetchAhead}
          onClick={() => setIsWanted(true)}
        >
          {label}
        </Button>
      );
    }
    const trigger = <Button {...button}>{label}</Button>;
    return (
      <Suspense fallback={trigger}>
        <Menu {...props} trigger={trigger} />
      </Suspense>
    );
  };
}
