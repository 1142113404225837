"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { NavLinks } from "@/components/shell/nav-links";
import type { NavigationGroup } from "@/components/shell/navigation";
import { Drawer } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";

/** The navigation of a narrow screen, behind one button. */
export function MobileNavigation({
  groups,
  title,
  children,
}: {
  groups: readonly NavigationGroup[];
  title: string;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={t("menu")}
        tooltip={false}
        icon={<Menu size={20} aria-hidden="true" />}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <Drawer open={open} onClose={() => setOpen(false)} title={title}>
        <nav aria-label={t("navigation.label")} className="-mx-3 flex flex-col gap-8">
          <NavLinks groups={groups} onNavigate={() => setOpen(false)} />
          <div className="border-t border-hairline pt-4">{children}</div>
        </nav>
      </Drawer>
    </>
  );
}
