"""Self-test: one small film, compressed by every codec that DICOM knows.

They are kept rather than made: compressing would call the codecs in this process, which a damaged
one takes with it, and would show only that a codec agrees with itself. Lossless JPEG and JPEG-LS
were made by DCMTK, lossless JPEG 2000 by GDCM, the others by libjpeg-turbo, OpenJPEG and OpenJPH.
"""

import base64
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Stored: TypeAlias = npt.NDArray[np.uint16]

ROWS, COLUMNS, BITS = 16, 24, 12


def smooth_film() -> Stored:
    """Return (16, 24) uint16 stored values of 12 bits, smooth, none of them 0: the film in each."""
    down, across = np.mgrid[0:ROWS, 0:COLUMNS]
    return np.asarray((np.sin(down / 4) + np.cos(across / 6)) * 900 + 2000, np.uint16)


def stream(number: int) -> bytes:
    """Return the compressed film.

    Args:
        number: Last part of the transfer syntax UID 1.2.840.10008.1.2.4.number: a key of STREAMS.
            That of 50 holds the upper 8 of the 12 bits.
    """
    return base64.b85decode(STREAMS[number])


STREAMS = {
    50: (
        "|JeWF01!$>Nk#wx0RR9200961|JwjV00IF40RaI50RaI50s;a81OoyB0s;jD1Oo&H1qKEN1qKEN2MGuU2MGrT1_%"
        "oX2?`1d3JL}Y3k(Yi3<(Mf3je?W3kU!Z02l!Q5di<h03QGV0R;g80RaI400000000000RjUA1qKHQ2?`7U!~nGr0"
        "0IF60|EpC1qB2I0004f0RjU61Q7)iAu&M)6H#FYB5@QlfsvsIBSNvk6;jdgBr{@if(Z&17Z@2DB_<~*DJnEIHa9p"
        "qIzvQ7Mn_0VN>fx-R##YAT4Q8oW@l(=YIAgTc6WGrdV_?8hKGoWijtF*m6n&7nVO=bq@|{(sHv*5v$VCgx45~w!o"
        "$SH#>dFX%F@%+)z;V8+1laa<K*S$=jiF`@$&QZ_4fDp`TGCb00;pA002J#{WAEq`!#q=`yx;DSib4(E8wr%YxZjJ"
        "m)fTvWs9loE9Y%D_G$2s_SpXbMT_tM0CZRA{{Y3m+lIsYB2V=7`=|J;;Gf!S_Tkh1(?9xp^*_a5J88eS4TtvFKW|"
        "^Z{p$bO"
    ),
    51: (
        "|JeWF01!$>Nk#wx0RR9200961|JwjV00IF40RaI50RaI50s;a81OoyB0s;jD1Oo&H1qKEN1qKEN2MGuU2MGrT1_%"
        "oX2?`1d3JL}Y3k(Yi3<(Mf3je_X3k(1d02l!Q5di<h02KfM0RR9100000000000000C4gbUdD-Zwx0tN^N0RR910"
        "00000006E00adG2q*>$88$^mQ(^%L3m7$0auNU900;pA002J#rhnC@ElX6g$y$FbZqn>5;R@P9+JLMxNLrSuXL4_"
        "{Se>VkXkiN8!`g>&<;Yr=sb#h5U$DmQFL-c;ZEuvL&DEwnCjj<J)A{RS-G!XQ4K6#76^3a~3BW&cZ?byWzCodwf$"
        "TlVcOG14gy0_A1u5%d-tguiYkepG*#"
    ),
    57: (
        "|JeWF01!$>Nk#wx0RR9200961|HA+a5C9MW7y$th0RO}Q8vp?T0RaI40RaF200000000012nPlP1rPt)00;pA00a"
        "O4{uZb4d9MY_c+UvWS;sZzoY|bS=L_R}!^3&+oAf<TK<c}Ckf2IMi?mXJiX}>GU;qFbLQo|Hpmq{cEU7>ztD;Z|Q"
        "lk7~SwNIZIpk0gNU2T|0w@47?LetesIbS0Kt&RzF+8%6RIx!Y^&vo%ix(2b1hGh|OmR>aR4Ob#|Je"
    ),
    70: (
        "|JeWF01!$>Nk#wx0RR9200961|HA+a5C9MW7y$th0RO}Q82|tS0RaI30000000000000ID2m}QW|Jncu0RaF3008"
        "i{JVQWA)XE}yoMySEY@DaWT5VtqJ)59Xz-rsr#(<THltlM9&2voIIZueB;=mYpH$<U;*0gbqfvXcJiSBWl=9#W?p"
        "HWH0fGGBEflC3cTVojmRwhvs+~YOPGhF39qLYgNQS99UmIGRl#54x1Orj^b#%h|TxypS-Cl%ns*}4TR2D66{&=R#"
        "Wh@Phzu4$VmDe)GZSA!2`=oGLTrFh1Gm8pbG^*GIQOxZb4h_u?k7<WHFp@7!MjA#j1nM6->jMp^Hla%<1PAmb3b9"
        "71=4Q1vbpfzG;5k1Z`T+=nqQ|c)=uLd5?&?#UwkvN8c)rpiu_c%>+RM$CAsHEb&7<)HBrGVC#ag6~h6DW!9ahm3t"
        "vT~mhNyUIL?rw=g0j(Zm83R@(Q4`$bHO(_z<vya5ivUsV-2#>aS|`Lb1g%V>C#lA3nr6w$d_|_#0K?h31uO=vJ&b"
        "4xSeZmmbBxzC&6AY)icTy6hjVmF7!7Eb5YQU2GKik%8LDcU=PC6RoL7SnX6O{K8qvlvpe15u5k1Z`T+=pAQ{pK&u"
        "m&B?(I{XwzyJT)"
    ),
    80: (
        "|JeWc01FTR5C9kf0TBTI_y7$7|Nj6I07C&306_oR00;pA0000015?4Mkvmh|Pbc{fMiHb*1ov~bm<p7FBSX2T*!J"
        "!Kzz6{VpbP^6z#tF^1Ox;W8~}hI6aa)#LO@E(LjWKs1_A;C0t5&Upu>Rz0DvGI0SBUlew9_G0D!;{AV7fv1PBm81"
        "P}xU0DvLMI((`zxC#dVK?D#%6mUTV5I~@C1Ogh9C#ssefIvW@f(W37C}4^hATSUJ1Y(tVsHE5f03ZYafS@=60RVt"
        "NARr(hpbP;3pcEjA5n3!kh%p8r#2SLov?UOSLm^QS5fIQ~3qgn@0H6c_fD#%ZK(|O~2|-X3_44(4yj?C=2@z(9P("
        "}j<0Du#+9Xz&Uwp|8uIhe>}F&Ina#GbK42p<4}fIt-r6*#tgCYMboBe~${Z7~$c3Tt{mgJ4i_2m^wMwzO{`luM>#"
        "S+LS!Dv{k3#^iYgz`;O3I;g7)Mki7!NVH!t7Yd}Orj;$NI)uPLz(9MbYRfftm!dH|s8uMEpWGK&O)1nK3JwAV)kI"
        "WSrZ2a>kqJbSJNug|lPR4xg22LnfN)UMmMAKWt}jpI2gg>W#Fj%UZ3Tjd0RaEm"
    ),
    81: (
        "|JeWc01FHN5C9kf0TBTI+5iXv0RRF3000001J-bdj2;peaN)y73K4aM5!=7%!Fa+Fn38U)5eQiZi2`v`Eq1w6ra1"
        "<Q6UC}t>}wI;Xp@~I{JiwU7$lc-%cqo>g9t5*Aqtsvl~9O6$RL#|N?S8CZMN3RP7s6|?=aI%Fw;yh!ptnv-kn51L"
        "cFm9OP4NOxnjkNk`PnTw1`7-Z;>is$)jdW7A8RQo|#H6+*5=J6)s@Ga>U4sIHx95n{6$ZNRud7u~KB7Z1P;SV~wR"
        "Q+r$ZzCQOU&FnK0b(OY3ku;auD5g_}mEO`Z9qIANOS*IO+_nmF*Jmy-U|Je"
    ),
    90: (
        "|4;u>04V?f0000O0000G00000000000000O0000G0000000000009pH0sm3}3;+NC0RRI81ONg5TmTI~fQX2Yh=`"
        "Dgh>-te04e|hLvm$dbY)~9VtF7(L_<w4PjF>!N>D{dAa-SPb7^mGATlmBE-?R)015yA0002^00IA#&-^en2#`!2#"
        "rpqhO|{W?f4~pG9s&CW00K%I&f1-*3>a%sngv&<PVc}Ez*YeK#vlL$z${yZkE54PtpLoYhC^JXg(fudbH4!6uAxP"
        "bxErQ8S7seFnzUk)GqQC758DZo7cKvPzz5o406zm*00C%#OC?m^9a<bTW24~MJCFkk`H$71j>AK7z|&|uN?#KCA~"
        "jW_mb~!*@q$mt-m%LsQs%F_qE7*FIWZnM8m1Egw3}w<k^s3I4SJF7M*-LX-!&XHzX#AqMz*xr=1TfJ*D9o=e-8$W"
        "b1yD>DV0mjM>(^eW(WV-"
    ),
    91: (
        "|4;u>04V?f0000O0000G00000000000000O0000G0000000000009dD0sm3}4gmrH0RRC61ONbti2qyw3qoilchh"
        "&%cVho!03`qcLvm$dbY)~9VtF7>aAj^vP(?=|c4cyNX>V>IGA=bPH2;tQ3IG5A005o<0soWF$)FCUGkXD@rn($|V"
        "5SY9z4g@&kI`%TXJ#AAjJvb-nS{uxAfdH_j}{XhA*}lq&8ac_i+rK}*Q^f7*3$ith(t-;IfIj5<yo7;`EVf#{dwE"
        "^H;Z3+Ig7*w@gDdI{<pJIxfLrIPfox-Fz_Eqa7!gqmrE(eQs%B~nzH&GiGGx}z(|pe0@?v6GZ+{D*#"
    ),
    201: (
        "|4;u>04YEK0000O0000G00000000000000O0000G0000000000009pH0sl|{2mk^A000XAQUDA90ssL31q1{@0sm"
        "Y86Cj9?kdTm&kdTm&kdTmwh=~7W02crOPjF>!N>E53R%LP^FfKASE;BCwkN^q*00001cmM(alfVEbVe174bO68r6"
        "9AR|0|#^fzyK1!026>j0f%$|Jmld3qBH=&02Ocm1#mWTPD`)q5Wszv0LZS2tW}X+^#Ef7ezpL>02cHB0d#Nx1i)O"
        "5wvVJ3!omauIF7cDq!`A+00jOC*}=vZ<XM>jXs?+U?KOMRUbELwcS79>btlxFP<KMz1O$*6;sO8w7P|n<hYIo40K"
        "fn*O@IJi%K!ki0EVdnAVT%d+}%|wD3xJK;D|um9dmV8xu8^rEeR+B?RLynX62$%nWYARh_-j)?ygcnss1eObD5%F"
        "J6z$SUprjkh`0o?vRP_TxB<*Kgb_v<VZ;$em|?^bMyO3&YN?f$T574KmRf45RhFWPDvGG0N-C<TqKYayusE<-&{)"
        "t|&^WL-uvpMIuvpMIuvpOe0000%000CK003k6UEOzfe_p>{zgcoY2#`V~7QX=yWC*|j+AB6rsV#P;P8pLJ1^@y7*"
        "#"
    ),
    203: (
        "|4;u>04YEK0000O0000G00000000000000O0000G0000000000009pH0sl|{2mk^A001igQUDA90ssL31q1{@0RL"
        "P7BO<pLw(7R(w!E(ZuK=#%r%b0zr(}==kOPoLm(rKgmtp^802crOPjF>!N>E53R%LP^FfKASE;BCwkN^q*000016"
        "#xPMlfVE0Fmo>lhjakI00A&Vss#sh0KfnOXaE3CI{5<!bO89R-vGii0KfnRYybdPfYQ?cescif06_rxwg7mW+jwi"
        "Y@piWWr2~Gp0Kfni%m4v(5C8;V5)hNOP8}ga1Q3JgsZ&RYkSB2tK(<+!03>`OdL()zd?b1zdQ3H|RI^Gg%ha+=HL"
        "Fy!000C402t#M2td%i0N6tSzyKD+00DYnLLn0>G%}e&BNQq$GNJx+;Uy&`5LO8QD4+r;fC4I@0xEz4Du4nifC2yj"
        "0002gR7g{xC!i;wCZHyvCZMN6O+Zb7nt-1E02sihOk)C@v5XFG+SYc?g;XIPO>2`{<j}kU|Je"
    ),
}
"""By the last part of the transfer syntax UID: base85, RFC 1924."""
