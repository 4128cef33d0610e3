/** A mail of Ana's as a provider posts it: new words, a signature, a quote, HTML and a picture of its own (base64). */
export const mailWithPictures = (picture: string): string =>
  `Message-ID: <nota@cliente.example>
From: Ana Souza <ana@cliente.example>
To: suporte@loja.example
Subject: Nota fiscal do pedido 4711
Date: Sun, 22 Nov 2026 08:00:00 -0300
MIME-Version: 1.0
Content-Type: multipart/related; boundary=REL

--REL
Content-Type: multipart/alternative; boundary=ALT

--ALT
Content-Type: text/plain; charset=utf-8

Bom dia. Podem reenviar a nota?

-- 
Ana Souza

Em sáb., 21 de nov. de 2026 às 10:12, Suporte <suporte@loja.example> escreveu:

> Olá Ana, seu pedido saiu para entrega.
--ALT
Content-Type: text/html; charset=utf-8

<p>Bom dia. Podem reenviar a nota?</p><img src="cid:logo@x">
--ALT--

--REL
Content-Type: image/png
Content-ID: <logo@x>
Content-Transfer-Encoding: base64
Content-Disposition: inline; filename=logo.png

${picture}
--REL--
`.replace(/\r?\n/g, '\r\n')
