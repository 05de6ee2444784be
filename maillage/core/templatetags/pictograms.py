"""{% pictogram "imprimer" %}: our own line drawings on a 24 grid, always beside words (so hidden from readers)."""

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
}


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """An unknown name fails at once: a missing sign is a defect, not a blank."""
    return format_html('<svg class="picto" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', SafeString(DRAWINGS[name]))
