import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { iconButtonClass } from "@/components/ui/icon-button";
import { Menu, MenuLink } from "@/components/ui/menu";

/** Downloads of what a panel shows. The links run the same query as the panel; `name` says of what, for its label. */
export function ExportMenu({
  name,
  csvHref,
  jsonHref,
  pdfHref,
}: {
  name: string;
  csvHref?: string;
  jsonHref?: string;
  pdfHref?: string;
}) {
  const t = useTranslations("ui.export");
  return (
    <Menu
      label={t("label", { name })}
      trigger={<Download size={16} aria-hidden="true" />}
      triggerClass={iconButtonClass}
      heading={t("heading")}
    >
      {csvHref ? (
        <MenuLink plain href={csvHref} download>
          CSV
        </MenuLink>
      ) : null}
      {jsonHref ? (
        <MenuLink plain href={jsonHref} download>
          JSON
        </MenuLink>
      ) : null}
      {pdfHref ? (
        <MenuLink plain href={pdfHref}>
          PDF
        </MenuLink>
      ) : null}
    </Menu>
  );
}
