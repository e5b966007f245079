import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-2 border font-name whitespace-nowrap transition-colors select-none disabled:text-off disabled:shadow-none aria-disabled:text-off [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        plain:
          "border-line-strong bg-page text-1 shadow-1 hover:not-disabled:bg-hover active:not-disabled:bg-press aria-expanded:bg-press aria-pressed:bg-press [&_svg]:text-3",
        ink: "border-ink bg-ink text-invert hover:not-disabled:bg-ink-hover disabled:border-line disabled:bg-sunken",
        bare: "border-transparent bg-transparent text-2 hover:not-disabled:bg-press hover:not-disabled:text-1 aria-expanded:bg-press [&_svg]:text-3",
      },
      size: {
        regular: "h-control text-body [&_svg]:size-4",
        tall: "h-8 px-2.5 text-body max-wide:h-9 [&_svg]:size-4",
        small: "h-6 px-2 text-meta [&_svg]:size-4",
        icon: "size-control [&_svg]:size-4",
        smallIcon: "size-6 [&_svg]:size-3.5",
      },
    },
    compoundVariants: [
      { variant: ["plain", "ink"], size: "regular", class: "px-2.5" },
      { variant: "bare", size: "regular", class: "px-2" },
    ],
    defaultVariants: { variant: "plain", size: "regular" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Draws its one child (a link) as the button. */
    asChild?: boolean;
  };

/** `ink` is the one primary action of a screen; `tall` stands beside the filter box. */
export function Button({ variant, size, asChild = false, className, type, ...rest }: ButtonProps) {
  const Element = asChild ? Slot : "button";
  return (
    <Element
      type={asChild ? undefined : (type ?? "button")}
      className={classNames(buttonVariants({ variant, size }), className)}
      {...rest}
    />
  );
}

export type IconButtonProps = Omit<ButtonProps, "size" | "aria-label"> & {
  /** What it does, for those who cannot see the icon, and as its title. */
  label: string;
  size?: "icon" | "smallIcon";
};

export function IconButton({ label, size = "icon", variant = "bare", ...rest }: IconButtonProps) {
  return <Button aria-label={label} title={label} size={size} variant={variant} {...rest} />;
}
