/** The language a reader has chosen by hand; it wins over what her browser asks for. */
export const localeCookie = "attune-locale";
