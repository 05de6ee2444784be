"""{% pictogram "imprimer" %}: our own line drawings on a 24 grid, always beside words (so hidden from readers)."""

# ruff: noqa: E501 - a drawing is one line

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# Each shows the gesture as much as the object; the same sign means the same thing on screen and on paper
DRAWINGS = {
    "demarche": '<path d="M6 3h8l4 4v4M6 3v18h5M14 3v4h4M9 11h5M9 15h3"/><path d="m13 19 6-6 2 2-6 6-3 1z"/>',
    "courrier": '<path d="M3 7h11M3 11h8M3 15h6M3 3h14v5"/><path d="m11 20 1-4 7-7 3 3-7 7z"/>',
    "imprimer": '<path d="M7 8V3h10v5"/><rect x="4" y="8" width="16" height="7" rx="1.5"/><path d="M7 13h10v8H7zM9.5 16.5h5M9.5 18.7h3"/>',
    "ordinateur": '<rect x="3" y="4" width="18" height="11" rx="1.5"/><path d="M8 20h8M12 15v5M9.5 9.5a3.5 3.5 0 0 1 5 0M8 8a5.6 5.6 0 0 1 8 0"/><circle cx="12" cy="11.8" r=".6"/>',
    "apprendre": '<circle cx="7" cy="6" r="2.5"/><path d="M2.5 19v-4c0-3 1.8-4.5 4.5-4.5 1.7 0 3 .6 3.8 1.8"/><rect x="11" y="5" width="11" height="8" rx="1"/><path d="m9.5 14.5 5-5M11 19h10M16.5 13v6"/>',
    "enfant": '<circle cx="8" cy="6" r="3"/><path d="M3 20c0-5.5 1.8-8 5-8 2.2 0 3.7 1.2 4.4 3.3"/><circle cx="17" cy="11" r="2.2"/><path d="M13.5 20c.2-3.8 1.3-5.3 3.5-5.3s3.3 1.5 3.5 5.3"/>',
    "emploi": '<rect x="3" y="8" width="18" height="12" rx="2"/><path d="M9 8V5h6v3M3 13h7M14 13h7M10 11.5h4v3h-4z"/>',
    "acheter": '<rect x="3" y="4" width="13" height="9" rx="1.5"/><path d="M6.5 17h6M9.5 13v4"/><circle cx="17.5" cy="16.5" r="4.5"/><path d="M19.3 15a2.2 2.2 0 1 0 0 3M15 16h2.6M15 17.3h2"/>',
    "securite": '<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/><path d="M9 12l2 2 4-4"/>',
    "loisirs": '<path d="M9 18V5l10-2v12M9 9l10-2"/><circle cx="6.5" cy="18" r="2.5"/><circle cx="16.5" cy="15" r="2.5"/>',
    "comprendre": '<path d="M9 17c0-2.5-3-3.5-3-7.5a6 6 0 0 1 12 0c0 4-3 5-3 7.5zM9.5 20h5M12 17v-5M10 10.5l2 1.5 2-1.5"/>',
    "lieu": '<path d="M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11z"/><circle cx="12" cy="10" r="2.2"/>',
    "orienter": '<path d="M12 21V3M12 5h6l2 2-2 2h-6M12 11H6l-2 2 2 2h6"/>',
    "horloge": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "telephone": '<path d="M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3c0 1.5-1 2.5-2.5 2.5C11 20.5 3.5 13 3.5 5.5 3.5 4 4.5 3 6 3z"/>',
    "marcher": '<circle cx="13" cy="4" r="2"/><path d="m9 21 3-6-3-3 1-5 3 1 2 3 3 1M10 7 7 9l-.5 3M12 15l3 2 1 4"/>',
    "ici": '<circle cx="12" cy="12" r="3"/><path d="M12 2v4M12 18v4M2 12h4M18 12h4"/>',
    "carte": '<path d="m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14"/>',
    "chercher": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "ecouter": '<path d="M4 10v4h3l5 4V6l-5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "euro": '<path d="M18 6.5A7 7 0 0 0 7 9M18 17.5A7 7 0 0 1 7 15M4 10.5h9M4 13.5h8"/>',
    "fauteuil": '<circle cx="10" cy="4" r="2"/><path d="M10 7v6h5l3 6M10 10h5M8 11.5a5 5 0 1 0 6.5 6"/>',
    "langue": '<path d="M3 5h10M8 3v2M11 5c-1 4-4 7-8 8M5 8c1 2 4 4.5 6 5M12 21l4.5-11L21 21M13.7 17h5.6"/>',
    "personnes": '<circle cx="8" cy="7" r="3"/><circle cx="17" cy="8" r="2.3"/><path d="M2.5 20c0-5 2-8 5.5-8s5.5 3 5.5 8M15 13.2c3.5-.9 6 1.8 6 6.3"/>',
    "alerte": '<path d="M12 3 2.5 20h19zM12 9.5v5"/><circle cx="12" cy="17.3" r=".6"/>',
    "oui": '<path d="m4 12.5 5 5L20 6.5"/>',
    "inconnu": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.6c-.7.4-1 .9-1 1.7"/><circle cx="12" cy="16.5" r=".6"/>',
    "telecharger": '<path d="M12 3v12M7 10.5l5 5 5-5M4 20h16"/>',
    "retour": '<path d="M20 12H4M10 6l-6 6 6 6"/>',
    # the level check: how one does it, what one does, what one has, how one comes
    "seul": '<circle cx="9" cy="6" r="3"/><path d="M3 20c0-5.5 2.2-8.5 6-8.5 2.6 0 4.4 1.4 5.3 4"/><path d="m14.5 17.5 2.8 2.8 4.7-6"/>',
    "aide": '<circle cx="6.5" cy="6.5" r="2.8"/><circle cx="17.5" cy="6.5" r="2.8"/><path d="M2 20c0-5 1.6-8 4.5-8 2 0 3.4 1.6 5.5 3.4 2.1-1.8 3.5-3.4 5.5-3.4 2.9 0 4.5 3 4.5 8M12 15.4V20"/>',
    "non": '<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>',
    "jamais": '<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>',
    "sourire": '<circle cx="12" cy="12" r="9"/><path d="M8 14c1 1.8 2.4 2.6 4 2.6s3-.8 4-2.6M9 9.2v.6M15 9.2v.6"/>',
    "neutre": '<circle cx="12" cy="12" r="9"/><path d="M8.5 15.2h7M9 9.2v.6M15 9.2v.6"/>',
    "inquiet": '<circle cx="12" cy="12" r="9"/><path d="M8 16.6c1-1.7 2.4-2.4 4-2.4s3 .7 4 2.4M9 10v.6M15 10v.6M7.5 8l2-1M16.5 8l-2-1"/>',
    "internet": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-3 2.6-4.2 5.6-4.2 9s1.2 6.4 4.2 9c3-2.6 4.2-5.6 4.2-9S15 5.6 12 3z"/>',
    "chercher-en-ligne": '<path d="M12 21H7a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 7 3h8a1.5 1.5 0 0 1 1.5 1.5V9M9.5 5.7h3M8.5 9h4M8.5 12h2.5"/><circle cx="15.5" cy="15" r="3.6"/><path d="m18.2 17.7 3.3 3.3"/>',
    "site-officiel": '<rect x="2.5" y="4" width="19" height="13" rx="1.5"/><path d="M8 21h8M12 17v4M7 14.5h10M8.3 14.5V10M12 14.5V10M15.7 14.5V10M7 10l5-3.2 5 3.2z"/>',
    "message": '<rect x="2.5" y="9" width="13" height="10" rx="1.5"/><path d="m3 10.2 6 4.8 6-4.8"/><path d="M14 5.5h7.5M18.5 2.5l3 3-3 3"/>',
    "visio": '<rect x="2.5" y="3.5" width="19" height="13" rx="1.5"/><path d="M8 20.5h8M12 16.5v4"/><circle cx="9.5" cy="8" r="1.9"/><path d="M5.8 14c.2-2.4 1.5-3.6 3.7-3.6s3.5 1.2 3.7 3.6M15 9.5l3.2-2v5l-3.2-2z"/>',
    "application": '<rect x="5.5" y="2.5" width="10" height="19" rx="2"/><path d="M9.5 18.6h2M10.5 6v7M7.8 10.6l2.7 2.7 2.7-2.7"/><path d="M18.5 8v5M16 10.5h0M18.5 10.5h0M16.8 10.5h4.4"/>',
    "banque": '<rect x="6" y="2.5" width="12" height="19" rx="2"/><path d="M10.8 18.8h2.4M14.8 7.8a3.5 3.5 0 1 0 0 5.6M8.2 9.6h4.6M8.2 11.7h4.2"/>',
    "clavier": '<rect x="4" y="3" width="16" height="10.5" rx="1.5"/><path d="M7.5 6.3h9M7.5 9.8h5.5"/><path d="M2.5 20.5 4 16.5h16l1.5 4zM8.5 18.6h7"/>',
    "ranger": '<path d="M3 19V8.5A1.5 1.5 0 0 1 4.5 7H9l2 2.2h8.5A1.5 1.5 0 0 1 21 10.7V19a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19z"/><path d="M12 1.5v4.2M9.9 3.8 12 5.9l2.1-2.1"/><rect x="8" y="12" width="8" height="5.6" rx=".8"/><path d="m8.3 16.6 2.4-2.4 1.8 1.7 1.3-1.1 2 1.8"/>',
    "cadenas": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M9.5 15.6l2 2 3.3-3.8"/>',
    "position-non": '<path d="M12 20.5c-4-4.8-6-7.8-6-10.8a6 6 0 0 1 12 0c0 3-2 6-6 10.8z"/><circle cx="12" cy="9.7" r="2"/><path d="M3.5 3.5l17 17"/>',
    "maison": '<path d="m3 11.5 9-8 9 8M5.5 9.5V20h13V9.5"/><rect x="9" y="12" width="6" height="4" rx=".6"/><path d="M12 16v1.8M10.3 18h3.4"/>',
    "pc": '<rect x="4" y="4.5" width="16" height="10.5" rx="1.5"/><path d="M2 19.5h20l-1.8-4.5H3.8zM10 17.5h4"/>',
    "tablette": '<rect x="4.5" y="2.5" width="15" height="19" rx="2"/><path d="M11 18.8h2M7.5 6h3v3h-3zM13.5 6h3v3h-3zM7.5 11.8h3v3h-3zM13.5 11.8h3v3h-3z"/>',
    "smartphone": '<rect x="6.5" y="2.5" width="11" height="19" rx="2"/><path d="M11 18.8h2M9.2 10.2a4 4 0 0 1 5.6 0M10.6 12.2a2 2 0 0 1 2.8 0M7.9 8a5.9 5.9 0 0 1 8.2 0"/><circle cx="12" cy="14.2" r=".5"/>',
    "telephone-simple": '<rect x="7" y="4" width="10" height="17.5" rx="2"/><path d="M15 4V1.8"/><rect x="9.2" y="6.3" width="5.6" height="4" rx=".5"/><path d="M9.6 13.2h0M12 13.2h0M14.4 13.2h0M9.6 15.8h0M12 15.8h0M14.4 15.8h0M9.6 18.4h0M12 18.4h0M14.4 18.4h0"/>',
    "rien": '<rect x="4" y="4.5" width="16" height="10.5" rx="1.5"/><path d="M2 19.5h20L20.2 15H3.8zM3.5 2l17 20"/>',
    "wifi": '<rect x="3" y="14.5" width="18" height="6" rx="1.5"/><path d="M6.5 17.5h0M9.5 17.5h4M8.3 8.8a5.2 5.2 0 0 1 7.4 0M5.8 6.2a8.8 8.8 0 0 1 12.4 0M12 11.6v2.9"/>',
    "wifi-telephone": '<rect x="3" y="3" width="10" height="18.5" rx="2"/><path d="M7 18.8h2M16 9.2a4 4 0 0 1 0 5.6M18.6 6.6a7.6 7.6 0 0 1 0 10.8"/>',
    "wifi-non": '<path d="M3 9.5a13 13 0 0 1 18 0M6.2 13a8.4 8.4 0 0 1 11.6 0M9.3 16.3a4 4 0 0 1 5.4 0"/><circle cx="12" cy="19.3" r=".7"/><path d="m4 3 16 18"/>',
    "trop-cher": '<circle cx="10" cy="13" r="7.5"/><path d="M13 10.3a3.6 3.6 0 1 0 0 5.4M5.8 12h4.6M5.8 14h4.2"/><path d="M19.5 10V2.5M16.8 5.2l2.7-2.7 2.7 2.7"/>',
    "lire": '<path d="M12 6.5C10 5 7 4.5 3 5v13c4-.5 7 0 9 1.5 2-1.5 5-2 9-1.5V5c-4-.5-7 0-9 1.5zM12 6.5v13M6 9c1.4 0 2.6.2 3.5.6M6 12.5c1.4 0 2.6.2 3.5.6M18 9c-1.4 0-2.6.2-3.5.6M18 12.5c-1.4 0-2.6.2-3.5.6"/>',
    "lire-non": '<path d="M12 6.5C10 5 7 4.5 3 5v13c4-.5 7 0 9 1.5 2-1.5 5-2 9-1.5V5c-4-.5-7 0-9 1.5zM12 6.5v13M3.5 2.5l17 19"/>',
    "adaptation": '<path d="M12 20.5c-5.5-3.7-8.5-7-8.5-10.7A4.6 4.6 0 0 1 12 7.2a4.6 4.6 0 0 1 8.5 2.6c0 3.7-3 7-8.5 10.7z"/>',
    "voir": '<path d="M2 12c2.7-4.3 6-6.5 10-6.5s7.3 2.2 10 6.5c-2.7 4.3-6 6.5-10 6.5S4.7 16.3 2 12z"/><circle cx="12" cy="12" r="3"/>',
    "entendre": '<path d="M6 9.5a6 6 0 1 1 12 0c0 4-4 4.5-4 8a3 3 0 0 1-5.7 1.3M9.2 9.5a2.8 2.8 0 1 1 5.6 0c0 2-2 2.5-2.4 4.2"/>',
    "tete": '<path d="M8.5 21v-3.5H7A1.5 1.5 0 0 1 5.5 16v-2.5L3.5 13l2-3.5C5.5 5.5 8.5 3 12.5 3c4.2 0 7 2.9 7 6.7 0 2.5-1.2 4.3-2.5 5.8V21"/><path d="M10.7 8.3a2 2 0 1 1 2.9 2c-.7.4-1 .8-1 1.5M12.6 14h0"/>',
    "bus": '<rect x="3.5" y="4" width="17" height="13.5" rx="2"/><path d="M3.5 12h17M12 4v8M7 14.8h0M17 14.8h0M6.5 17.5v2.5M17.5 17.5v2.5"/>',
    "accompagne": '<path d="m2.5 10.5 6.5-6 6.5 6M4.5 8.7V20h4"/><circle cx="17" cy="9.5" r="2.3"/><path d="M12.5 20.5c0-4.8 1.5-7 4.5-7s4.5 2.2 4.5 7M9 14.5h0"/>',
    "matin": '<path d="M2.5 19h19M6.5 19a5.5 5.5 0 0 1 11 0M12 10V3.5M9.5 6 12 3.5 14.5 6M4 12.5l1.7 1.4M20 12.5l-1.7 1.4"/>',
    "apres-midi": '<circle cx="12" cy="12" r="4.5"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>',
    "soir": '<path d="M20 14.5A8.5 8.5 0 1 1 10 3.8a7 7 0 0 0 10 10.7zM17 4v3M15.5 5.5h3"/>',
    "samedi": '<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 2.5V7M16 2.5V7"/><path d="m12.5 16 1.8 1.8 3.2-4"/>',
    "nombre-1": '<circle cx="12" cy="9" r="2.6"/><path d="M8 17.8c0-3.5 1.4-4.6 4-4.6s4 1.1 4 4.6"/>',
    "nombre-2": '<circle cx="7.5" cy="9" r="2.6"/><path d="M3.5 17.8c0-3.5 1.4-4.6 4-4.6s4 1.1 4 4.6"/><circle cx="16.5" cy="9" r="2.6"/><path d="M12.5 17.8c0-3.5 1.4-4.6 4-4.6s4 1.1 4 4.6"/>',
    "nombre-3": '<circle cx="5" cy="9" r="2"/><path d="M2.2 17.2c0-3.5 1.4-4.6 2.8-4.6s2.8 1.1 2.8 4.6"/><circle cx="12" cy="9" r="2"/><path d="M9.2 17.2c0-3.5 1.4-4.6 2.8-4.6s2.8 1.1 2.8 4.6"/><circle cx="19" cy="9" r="2"/><path d="M16.2 17.2c0-3.5 1.4-4.6 2.8-4.6s2.8 1.1 2.8 4.6"/>',
    "nombre-4": '<circle cx="7.5" cy="4" r="2"/><path d="M4.7 10.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="16.5" cy="4" r="2"/><path d="M13.7 10.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="7.5" cy="15" r="2"/><path d="M4.7 21.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="16.5" cy="15" r="2"/><path d="M13.7 21.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/>',
    "nombre-5": '<circle cx="5" cy="4" r="2"/><path d="M2.2 10.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="12" cy="4" r="2"/><path d="M9.2 10.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="19" cy="4" r="2"/><path d="M16.2 10.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="8.5" cy="15" r="2"/><path d="M5.7 21.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/><circle cx="15.5" cy="15" r="2"/><path d="M12.7 21.6c0-2.6 1-3.6 2.8-3.6s2.8 1 2.8 3.6"/>',
}
DIRECTED = {"retour"}  # points where one came from: the other way when one reads from right to left


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """An unknown name fails at once: a missing sign is a defect, not a blank."""
    kind = "picto turns" if name in DIRECTED else "picto"
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        kind,
        SafeString(DRAWINGS[name]),
    )
